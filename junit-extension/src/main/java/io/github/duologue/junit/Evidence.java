package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a failed test leaves behind for those who look into it: files, report entries, lines in the
 * log.
 */
final class Evidence {
  private static final int LONGEST_NAME = 100;

  private final ExtensionContext context;
  private final FakeServer server;

  Evidence(ExtensionContext context, FakeServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Saves the transcript as a file of the test.
   *
   * @param name what the file is called, but for its extension
   * @return where it is; null if nothing happened, or if it could not be saved, which is logged at
   *     level {@code DEBUG}
   */
  @SuppressWarnings({"deprecation", "removal"}) // the other MediaType came with JUnit 5.14
  @Nullable Path saveTranscript(String name) {
    String text = server.transcriptText();
    if (text.isEmpty()) {
      return null;
    }
    AtomicReference<@Nullable Path> saved = new AtomicReference<>();
    try {
      context.publishFile(
          name + ".transcript.txt",
          MediaType.TEXT_PLAIN_UTF_8,
          file -> {
            Files.writeString(file, text);
            saved.set(file.toAbsolutePath());
          });
    } catch (RuntimeException | LinkageError problem) {
      logger()
          .log(
              System.Logger.Level.DEBUG,
              "the transcript of '" + server.name() + "' was not saved",
              problem);
    }
    return saved.get();
  }

  /** What files about a server are called; two servers may be called the same. */
  static String fileName(FakeServer server) {
    String name = server.name().replaceAll("[^A-Za-z0-9._-]+", "_");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /** Publishes where the server was and what is to be said of it. */
  void publish(String verdict) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("duologue.server", server.name());
    entry.put("duologue.port", "" + server.port());
    entry.put("duologue.verdict", verdict);
    context.publishReportEntry(entry);
  }

  /** Logs a mismatch that the failure or the end of a test hides. */
  static void log(String test, Throwable failure, boolean first, String message) {
    String what =
        failure instanceof TestAbortedException
            ? "was aborted after its conversation had gone wrong"
            : "failed with %s; its conversation %s"
                .formatted(
                    failure.getClass().getName(),
                    first ? "had gone wrong before that" : "went wrong, too");
    logger().log(System.Logger.Level.WARNING, test + " " + what + "\n\n" + message);
  }

  private static System.Logger logger() {
    return System.getLogger("io.github.duologue");
  }

  static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  static String headline(Throwable failure) {
    String message = message(failure);
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** The same failure, whose message says where transcripts are. */
  static AssertionFailedError withPaths(
      AssertionFailedError bad, @Nullable Path transcript, @Nullable Path atTimeout) {
    if (transcript == null) {
      return bad;
    }
    String message = bad.getMessage() + "\n\n" + paths(transcript, atTimeout);
    AssertionFailedError whole =
        bad.isExpectedDefined() && bad.isActualDefined()
            ? new AssertionFailedError(message, bad.getExpected(), bad.getActual(), bad.getCause())
            : new AssertionFailedError(message, bad.getCause());
    whole.setStackTrace(bad.getStackTrace());
    return whole;
  }

  static String paths(Path transcript, @Nullable Path atTimeout) {
    return "all connections: "
        + transcript
        + (atTimeout == null ? "" : "\nas it was when the time was up: " + atTimeout);
  }
}
