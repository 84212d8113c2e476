package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.server.FakeServer;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation keeps nobody from running at the same time who sets no properties. */
class ParallelismTest {
  private static final int TESTS = 4;

  /** Fewer than there are workers: one of these may wait for the tests of a method. */
  private static final CyclicBarrier PAIR = new CyclicBarrier(2);

  /** Passes only if another test runs at the same time. */
  private static void meet(FakeServer server) throws Exception {
    assertThat(server.port()).isPositive();
    PAIR.await(20, TimeUnit.SECONDS);
  }

  @WithFakeServer
  static class OnClass {
    @RepeatedTest(TESTS)
    void test(FakeServer server) throws Exception {
      meet(server);
    }
  }

  static class OnMethods {
    @Test
    @WithFakeServer
    void one(FakeServer server) throws Exception {
      meet(server);
    }

    @Test
    @WithFakeServer(name = "smtp")
    void two(FakeServer server) throws Exception {
      meet(server);
    }

    @RepeatedTest(2)
    @WithFakeServer(name = "smtp")
    @WithFakeServer(name = "imap")
    void several(@Fake("smtp") FakeServer server) throws Exception {
      meet(server);
    }
  }

  @WithFakeServer
  static class OnClassAndMethods extends OnMethods {}

  @ParameterizedTest
  @ValueSource(classes = {OnClass.class, OnMethods.class, OnClassAndMethods.class})
  void testsThatHaveItRunAtTheSameTime(Class<?> cases) {
    PAIR.reset();
    Launch launch = Launch.parallel(cases);
    launch.passed();
    assertThat(launch.tests()).isEqualTo(TESTS);
  }
}
