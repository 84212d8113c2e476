package io.github.duologue.samples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import io.github.duologue.server.FakeServer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a test that must fail, and tells how it did. */
public final class Failures {
  private static final Logger LOGGER = Logger.getLogger("io.github.duologue");

  private Failures() {}

  /**
   * Runs one test.
   *
   * @param testCase the class of the test
   * @param method its name; it takes one fake server
   * @return the messages of the failure and of what it suppressed, the latter indented as in stack
   *     traces; times, lines of sources and ports, which no two runs have in common, are 0, also
   *     ports that one server tells for another as FTP does, {@code |||40001|}
   */
  public static String of(Class<?> testCase, String method) {
    // What a failure hides is logged: good to have, and no news here.
    LOGGER.setFilter(line -> line.getLevel() != Level.WARNING);
    List<Event> failed = run(testCase, method);
    LOGGER.setFilter(null);
    if (failed.size() != 1) {
      throw new AssertionError(failed.size() + " failures of " + testCase.getSimpleName());
    }
    Throwable failure =
        failed
            .get(0)
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow(AssertionError::new);
    StringBuilder messages = new StringBuilder(failure.getMessage());
    for (Throwable suppressed : failure.getSuppressed()) {
      messages.append("\nSuppressed: ").append(suppressed.getMessage());
    }
    return normalised(messages.toString());
  }

  private static List<Event> run(Class<?> testCase, String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(testCase, method, FakeServer.class))
        .execute()
        .testEvents()
        .finished()
        .filter(finishedWithFailure()::matches)
        .toList();
  }

  static String normalised(String message) {
    return message
        .replaceAll("\\+(\\d+ min )?\\d+(\\.\\d+)? m?s", "+0 ms")
        .replaceAll("\\.java:\\d+\\)", ".java:0)")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:0")
        .replaceAll("\\|\\|\\|\\d{5}\\|", "|||00000|");
  }
}
