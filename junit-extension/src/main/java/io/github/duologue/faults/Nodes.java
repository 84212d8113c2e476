package io.github.duologue.faults;

import io.github.duologue.network.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** Makes the tests of a scenario. */
final class Nodes<T extends @Nullable Object> {
  private final Terms<T> terms;

  Nodes(Terms<T> terms) {
    this.terms = terms;
  }

  /** All that are to run, or the one that was asked for. */
  Stream<DynamicNode> all(@Nullable String alone) {
    Baseline baseline;
    try {
      baseline = Undisturbed.baseline(terms);
    } catch (AssertionFailedError refused) {
      return Stream.of(failing("undisturbed", refused));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the client ran undisturbed", e);
    }
    Plan plan =
        new Plan(
            Harmless.cases(baseline.sent(), terms.within(), terms.seed()),
            baseline.sent(),
            baseline.connections() > 1,
            terms.betweenReplies(),
            terms.atMost());
    Judgement<T> judgement = new Judgement<>(terms, baseline);
    return alone == null ? every(plan, baseline, judgement) : one(plan, judgement, alone);
  }

  private Stream<DynamicNode> one(Plan plan, Judgement<T> judgement, String id) {
    Optional<FaultCase> found = plan.find(id);
    if (found.isEmpty()) {
      return Stream.of(
          failing(
              "no case " + id,
              new AssertionFailedError(
                  "There is no case '%s' that -D%s asks for; the nearest are\n  %s"
                      .formatted(id, Scenario.PROPERTY, String.join("\n  ", plan.nearest(id))))));
    }
    FaultCase only = found.get();
    return Stream.of(DynamicTest.dynamicTest(only.name(), () -> judgement.run(only)));
  }

  private Stream<DynamicNode> every(Plan plan, Baseline baseline, Judgement<T> judgement) {
    List<FaultCase> harmful = plan.harmful();
    int running = plan.harmless().size() + harmful.size();
    Ahead ahead =
        new Ahead(harmful.size(), terms.atOnce(), index -> job(judgement, harmful.get(index)));
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(
        DynamicTest.dynamicTest(
            "undisturbed: %s; %s of %s follow"
                .formatted(
                    baseline.words(), Words.number(running), Words.count(plan.size(), "case")),
            () -> {
              // It has run before the others could be made.
            }));
    nodes.add(harmless(plan.harmless(), judgement));
    int from = 0;
    for (Fault fault : Plan.FAULTS) {
      int to = from + plan.running(fault).size();
      nodes.add(container(FaultCase.words(fault), harmful, from, to, plan.places(), ahead));
      from = to;
    }
    return nodes.stream().onClose(ahead::close);
  }

  /** They run one after another: a client that is in a hurry must not have to wait for others. */
  private static DynamicContainer harmless(List<FaultCase> cases, Judgement<?> judgement) {
    List<DynamicTest> tests =
        cases.stream()
            .map(each -> DynamicTest.dynamicTest(each.name(), () -> judgement.run(each)))
            .toList();
    return DynamicContainer.dynamicContainer(
        "harmless: " + Words.count(tests.size(), "case"), tests);
  }

  private static Callable<?> job(Judgement<?> judgement, FaultCase fault) {
    return () -> {
      judgement.run(fault);
      return null;
    };
  }

  /** The cases of those numbers, of so many in all. */
  private static DynamicContainer container(
      String name, List<FaultCase> running, int from, int to, long all, Ahead ahead) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int number = i;
      tests.add(DynamicTest.dynamicTest(running.get(number).name(), () -> ahead.get(number)));
    }
    String some = tests.size() == all ? "" : Words.number(tests.size()) + " of ";
    return DynamicContainer.dynamicContainer(name + ": " + some + Words.count(all, "case"), tests);
  }

  private static DynamicNode failing(String name, AssertionFailedError failure) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          throw failure;
        });
  }
}
