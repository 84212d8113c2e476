package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The server of one test, and what is known of how that test went.
 *
 * <p>JUnit 5.12 closes nothing but a {@link CloseableResource}, later versions want an {@link
 * AutoCloseable}.
 */
@SuppressWarnings("deprecation")
final class ServerOfTest implements CloseableResource, AutoCloseable {
  private static final String LIVE = "duologue.live";
  private static final String LOGGER = "io.github.duologue";

  private final FakeServer server;
  private volatile boolean failed; // or aborted; dynamic tests may run at the same time
  private volatile boolean verified;

  private ServerOfTest(FakeServer server) {
    this.server = server;
  }

  static ServerOfTest start(ExtensionContext context) {
    FakeServerBuilder builder = FakeServer.builder().name(name(context));
    if (context.getConfigurationParameter(LIVE).map(Boolean::parseBoolean).orElse(false)) {
      System.Logger logger = System.getLogger(LOGGER);
      builder.narrator(line -> logger.log(System.Logger.Level.INFO, line));
    }
    return new ServerOfTest(builder.start());
  }

  private static String name(ExtensionContext context) {
    return nearest(context)
        .map(WithFakeServer::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> Names.of(context.getRequiredTestClass(), context.getRequiredTestMethod()));
  }

  private static Optional<WithFakeServer> nearest(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), WithFakeServer.class)
        .or(
            () ->
                AnnotationSupport.findAnnotation(
                    context.getRequiredTestClass(),
                    WithFakeServer.class,
                    context.getEnclosingTestClasses()));
  }

  FakeServer server() {
    return server;
  }

  /** Throws what went wrong with the conversation so far, never what is still to come. */
  void check() {
    uninterrupted(server::check);
  }

  /** Adds what went wrong with the conversation to the failure of a test, unless it was aborted. */
  void explain(Throwable failure) {
    failed = true;
    if (!(failure instanceof TestAbortedException)) {
      try {
        check();
      } catch (AssertionFailedError mismatch) {
        failure.addSuppressed(mismatch);
      }
    }
  }

  /** Throws the verdict unless the test has failed or was aborted. */
  void verifyIfPassed() {
    if (!failed) {
      verified = true;
      uninterrupted(server::verify);
    }
  }

  /**
   * Closes the server; it is the last that happens to a test, after the fields of the test are
   * closed. What a client did wrong since the verdict fails the test too.
   */
  @Override
  public void close() {
    try {
      if (verified) {
        check();
      }
    } finally {
      uninterrupted(server::closeUnverified);
    }
  }

  /** The interrupt that a test has left behind is none of the server's business. */
  private static void uninterrupted(Runnable body) {
    boolean interrupted = Thread.interrupted();
    try {
      body.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
