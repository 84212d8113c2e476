package io.github.duologue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What came of the tests that a factory has made. */
final class Tree {
  private final Map<String, TestExecutionResult> tests = new LinkedHashMap<>();
  private final List<String> containers = new ArrayList<>();

  /** Runs the only factory of a class. */
  static Tree of(Class<?> cases) {
    Tree tree = new Tree();
    for (Event event :
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(cases))
            .execute()
            .allEvents()
            .finished()
            .list()) {
      TestDescriptor descriptor = event.getTestDescriptor();
      if (descriptor.isTest()) {
        tree.tests.put(
            descriptor.getDisplayName(), event.getRequiredPayload(TestExecutionResult.class));
      } else if (descriptor.getUniqueId().getLastSegment().getType().contains("dynamic")) {
        tree.containers.add(descriptor.getDisplayName());
      }
    }
    return tree;
  }

  /** All that were run, in order. */
  List<String> names() {
    return List.copyOf(tests.keySet());
  }

  List<String> containers() {
    return containers;
  }

  /** Requires that all have passed. */
  void passed() {
    assertThat(tests).isNotEmpty();
    tests.forEach(
        (name, result) ->
            result
                .getThrowable()
                .ifPresent(
                    problem -> {
                      throw new AssertionError(name + " has failed", problem);
                    }));
  }

  Throwable failure(String name) {
    assertThat(tests).containsKey(name);
    return tests.get(name).getThrowable().orElseThrow();
  }

  /** The message of a failure, without times and ports. */
  String message(String name) {
    return normalized(String.valueOf(failure(name).getMessage()));
  }

  static String normalized(String message) {
    return message
        .replaceAll(" +\\+[\\d.,]+ (ns|us|µs|ms|s)(?=\\n|$)", "  +T")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT");
  }
}
