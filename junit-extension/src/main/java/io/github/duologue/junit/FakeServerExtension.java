package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves fake servers, one per test, and judges them after it. All state is in the store of the
 * test: one extension serves tests that run at the same time.
 */
final class FakeServerExtension
    implements ParameterResolver, InvocationInterceptor, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(FakeServerExtension.class);

  // By default a constructor would be told of its class, and could not have the server of the test.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeServer.class;
  }

  @Override
  public FakeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw outsideOfTests(parameter.getDeclaringExecutable());
    }
    return serverOf(context).server();
  }

  @SuppressWarnings("deprecation") // its successor came with JUnit 6
  private static ServerOfTest serverOf(ExtensionContext context) {
    ServerOfTest started =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                FakeServer.class, key -> ServerOfTest.start(context), ServerOfTest.class);
    return Objects.requireNonNull(started);
  }

  private static @Nullable ServerOfTest startedServerOf(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(FakeServer.class, ServerOfTest.class);
  }

  /** What goes wrong in a dynamic test belongs to it: its factory has passed, and is over last. */
  @Override
  @SuppressWarnings("NullAway") // JUnit 5 and 6 do not agree on whether a Void may be null
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    ServerOfTest started = startedServerOf(context);
    if (started == null) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
      started.check();
    } catch (Throwable failure) {
      started.explain(failure);
      throw failure;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ServerOfTest started = startedServerOf(context);
    if (started != null) {
      context.getExecutionException().ifPresent(started::explain);
      started.verifyIfPassed();
    }
  }

  private static ExtensionConfigurationException outsideOfTests(Executable executable) {
    Class<?> declaring = executable.getDeclaringClass();
    String place =
        executable instanceof Constructor<?>
            ? "the constructor of %s runs once for all tests (Lifecycle.PER_CLASS)"
                .formatted(Names.of(declaring))
            : "%s runs once for the whole class"
                .formatted(Names.of(declaring, (Method) executable));
    return new ExtensionConfigurationException(
        "a fake server belongs to one test, and "
            + place
            + "; take the FakeServer as a parameter of a @BeforeEach method or of the test");
  }
}
