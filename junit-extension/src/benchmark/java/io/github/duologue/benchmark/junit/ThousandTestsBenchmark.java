package io.github.duologue.benchmark.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.duologue.benchmark.Subject;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A thousand tests, each with a server of its own, through JUnit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 25) // what runs once in a test is compiled only then
@Measurement(iterations = 5)
@Fork(1)
public class ThousandTestsBenchmark {

  @Param({"HANDWRITTEN", "HANDWRITTEN_VIRTUAL", "DUOLOGUE"})
  public Subject subject;

  @Benchmark
  public void launch() {
    Class<?> tests =
        switch (subject) {
          case HANDWRITTEN -> HandwrittenTests.class;
          case HANDWRITTEN_VIRTUAL -> HandwrittenTests.OnVirtualThreads.class;
          case DUOLOGUE -> DuologueTests.class;
          default -> throw new IllegalStateException(subject + " has no tests");
        };
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    if (summary.getSummary().getTestsSucceededCount() != 1_000) {
      throw new IllegalStateException("failures: " + summary.getSummary().getFailures());
    }
  }
}
