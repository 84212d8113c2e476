package io.github.duologue.faults;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Runs tests without JUnit. */
final class Running {

  private Running() {}

  /** How each test of a node ends, by its name. */
  static Stream<String> all(DynamicNode node) {
    if (node instanceof DynamicContainer container) {
      return container.getChildren().flatMap(Running::all);
    }
    return Stream.of(node.getDisplayName() + ": " + outcome((DynamicTest) node));
  }

  private static String outcome(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return "passed";
    } catch (Throwable problem) {
      return problem.getClass().getSimpleName();
    }
  }
}
