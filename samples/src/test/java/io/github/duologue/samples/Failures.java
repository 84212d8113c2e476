package io.github.duologue.samples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import io.github.duologue.server.FakeServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs tests that must fail, and tells how they did. */
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
    List<Event> failed = run(selectMethod(testCase, method, FakeServer.class));
    if (failed.size() != 1) {
      throw new AssertionError(failed.size() + " failures of " + testCase.getSimpleName());
    }
    return messages(failed.get(0));
  }

  /**
   * Runs the tests of a factory.
   *
   * @param testCase the class of the factory
   * @param factory its method; it takes nothing
   * @return the messages of those that failed, as {@link #of} gives them, by their names
   */
  public static Map<String, String> ofEach(Class<?> testCase, String factory) {
    Map<String, String> failures = new LinkedHashMap<>();
    for (Event failed : run(selectMethod(testCase, factory))) {
      failures.put(failed.getTestDescriptor().getDisplayName(), messages(failed));
    }
    return failures;
  }

  private static String messages(Event failed) {
    Throwable failure =
        failed
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow(AssertionError::new);
    StringBuilder messages = new StringBuilder(failure.getMessage());
    for (Throwable suppressed : failure.getSuppressed()) {
      messages.append("\nSuppressed: ").append(suppressed.getMessage());
    }
    return normalised(messages.toString());
  }

  private static List<Event> run(DiscoverySelector selector) {
    // What a failure hides is logged: good to have, and no news here.
    LOGGER.setFilter(line -> line.getLevel() != Level.WARNING);
    List<Event> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selector)
            .execute()
            .testEvents()
            .finished()
            .filter(finishedWithFailure()::matches)
            .toList();
    LOGGER.setFilter(null);
    return failed;
  }

  static String normalised(String message) {
    return message
        .replaceAll("\\+(\\d+ min )?\\d+(\\.\\d+)? m?s", "+0 ms")
        .replaceAll("\\.java:\\d+\\)", ".java:0)")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:0")
        .replaceAll("\\|\\|\\|\\d{5}\\|", "|||00000|");
  }
}
