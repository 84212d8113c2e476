package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A server that was started, and is closed by the store that holds it: of one test, or of a class
 * or session and used by one test after another.
 *
 * <p>JUnit 5.12 closes nothing but a {@link CloseableResource}, later versions want an {@link
 * AutoCloseable}.
 */
@SuppressWarnings("deprecation")
final class LiveServer implements CloseableResource, AutoCloseable {
  private static final String LIVE = "duologue.live";
  private static final String TIMEOUT_MODE = "junit.jupiter.execution.timeout.mode";
  private static final String LOGGER = "io.github.duologue";

  private final Declaration declaration;
  private final FakeServer server;
  private final @Nullable ExportedProperties exported;
  private final AtomicReference<@Nullable String> present = new AtomicReference<>();

  private volatile boolean closed;

  private LiveServer(Declaration declaration, FakeServer server) {
    this.declaration = declaration;
    this.server = server;
    this.exported =
        declaration.properties().isEmpty()
            ? null
            : new ExportedProperties(declaration.properties(), server);
  }

  /** Starts the server of one test. */
  static LiveServer ofTest(Declaration declaration, ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    String test = Names.of(type, context.getRequiredTestMethod());
    return start(declaration, build(declaration, test, context));
  }

  /** Starts a server that one test after another will use. */
  static LiveServer shared(Declaration declaration, ExtensionContext context) {
    String owner = context.getTestClass().map(Names::of).orElse("fake server of the session");
    FakeServer server = build(declaration, owner, context);
    server.endTest(); // there is none yet
    return start(declaration, server);
  }

  private static FakeServer build(
      Declaration declaration, String otherName, ExtensionContext context) {
    FakeServerBuilder builder = FakeServer.builder();
    builder.name(declaration.name().isEmpty() ? otherName : declaration.name());
    if (context.getConfigurationParameter(LIVE).map(Boolean::parseBoolean).orElse(false)) {
      System.Logger logger = System.getLogger(LOGGER);
      builder.narrator(line -> logger.log(System.Logger.Level.INFO, line));
    }
    if (context.getConfigurationParameter(TIMEOUT_MODE).orElse("").equalsIgnoreCase("disabled")) {
      builder.withoutDeadlines();
    }
    declaration.settings().accept(builder);
    return builder.build();
  }

  private static LiveServer start(Declaration declaration, FakeServer server) {
    try {
      server.start();
    } catch (UncheckedIOException e) {
      server.closeUnverified();
      throw new ExtensionConfigurationException(
          "'%s' of %s was not started: %s"
              .formatted(server.name(), declaration.place(), e.getMessage()),
          e);
    }
    return new LiveServer(declaration, server);
  }

  Declaration declaration() {
    return declaration;
  }

  FakeServer server() {
    return server;
  }

  /** Begins a test on a server that several use. */
  void beginTest(String test) {
    String other = present.compareAndExchange(null, test);
    if (other != null) {
      throw new ExtensionConfigurationException(
          ("'%s' of %s is for one test at a time, and %s began while %s was running; let the class"
                  + " run its tests in one thread, as @Execution(SAME_THREAD) does, or give each"
                  + " test a server of its own")
              .formatted(server.name(), declaration.place(), test, other));
    }
    try {
      server.beginTest();
    } catch (RuntimeException | Error problem) {
      present.set(null);
      throw problem;
    }
  }

  void endTest() {
    server.endTest();
    present.set(null);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    Interrupts.heldBack(server::closeUnverified);
    if (exported != null) {
      exported.restore();
    }
  }
}
