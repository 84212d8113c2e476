package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.duologue.server.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What came of test cases that a test has launched. */
final class Launch {
  /** The servers that the cases of the last launch were given. */
  static final List<FakeServer> SERVERS = new CopyOnWriteArrayList<>();

  private final TreeMap<String, TestExecutionResult> results = new TreeMap<>();
  private final List<TestExecutionResult> all = new ArrayList<>();
  private int tests;

  private Launch(List<Event> finished) {
    for (Event event : finished) {
      TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
      if (event.getTestDescriptor().isTest()
          || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        all.add(result);
        tests += event.getTestDescriptor().isTest() ? 1 : 0;
        results.put(
            event.getTestDescriptor().getDisplayName().replaceAll("\\((FakeServer)?\\)$", ""),
            result);
      }
    }
  }

  /** Runs all tests of a class, with configuration parameters of the form {@code key=value}. */
  static Launch of(Class<?> cases, String... parameters) {
    return of(List.of(cases), parameters);
  }

  /** Runs all tests of several classes, in this order. */
  static Launch ofAll(Class<?>... cases) {
    return of(List.of(cases));
  }

  private static Launch of(List<Class<?>> cases, String... parameters) {
    SERVERS.clear();
    Output.hushUnlessListening();
    EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
    cases.forEach(each -> kit.selectors(selectClass(each)));
    for (String parameter : parameters) {
      String[] pair = parameter.split("=", 2);
      kit.configurationParameter(pair[0], pair[1]);
    }
    return new Launch(kit.execute().allEvents().finished().list());
  }

  /** Runs all tests of classes in parallel. */
  static Launch parallel(Class<?>... cases) {
    return of(
        List.of(cases),
        "junit.jupiter.execution.parallel.enabled=true",
        "junit.jupiter.execution.parallel.mode.default=concurrent",
        "junit.jupiter.execution.parallel.config.strategy=fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism=4");
  }

  /** Tests, and containers that did not succeed, with how they ended, by name. */
  List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    results.forEach((name, result) -> outcomes.add(name + " " + result.getStatus()));
    return outcomes;
  }

  /** Requires that tests have run and all of them have passed. */
  void passed() {
    assertThat(all).isNotEmpty();
    all.forEach(result -> result.getThrowable().ifPresent(Launch::raise));
  }

  /** How many tests have run, however they ended. */
  int tests() {
    return tests;
  }

  /** What ended tests and containers, in order, without those that have passed. */
  List<Throwable> failures() {
    return all.stream().flatMap(result -> result.getThrowable().stream()).toList();
  }

  /** What ended the only test, or the only container that has failed. */
  Throwable failure() {
    assertThat(results).hasSize(1);
    return failure(results.firstKey());
  }

  /** What ended a test, by its display name without parentheses. */
  Throwable failure(String name) {
    assertThat(results).containsKey(name);
    return results.get(name).getThrowable().orElseThrow();
  }

  private static void raise(Throwable failure) {
    throw new AssertionError("a case has failed", failure);
  }
}
