package io.github.duologue.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Judges the servers of a test when it is over, and explains its failure. Has no state. */
abstract class VerdictCallbacks
    implements AfterEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        InvocationInterceptor {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    noteEnd(context, failure);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    noteEnd(context, failure);
    throw failure;
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    noteFailure(context);
    throw failure;
  }

  private static void noteEnd(ExtensionContext context, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      Rounds rounds = Rounds.existing(context);
      if (rounds != null) {
        rounds.all().forEach(Round::abort);
      }
    } else {
      noteFailure(context);
    }
  }

  private static void noteFailure(ExtensionContext context) {
    Rounds rounds = Rounds.existing(context);
    if (rounds != null) {
      rounds.all().forEach(Round::noteFailure);
    }
  }

  /** What goes wrong in a dynamic test belongs to it: its factory has passed, and is over last. */
  @Override
  @SuppressWarnings("NullAway") // JUnit 5 and 6 do not agree on whether a Void may be null
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    Rounds rounds = Rounds.existing(context);
    if (rounds == null) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
      rounds.all().forEach(Round::checkStrictly);
    } catch (Throwable failure) {
      noteEnd(context, failure);
      rounds.all().forEach(each -> each.explain(context, failure));
      throw failure;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Rounds rounds = Rounds.existing(context);
    if (rounds != null) {
      rounds.finish(context);
    }
  }
}
