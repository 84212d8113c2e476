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
  private static final int AT_ONCE = 4;
  private static final CyclicBarrier ALL = new CyclicBarrier(AT_ONCE);

  /** Passes only if so many tests run at the same time. */
  private static void meet(FakeServer server) throws Exception {
    assertThat(server.port()).isPositive();
    ALL.await(20, TimeUnit.SECONDS);
  }

  @WithFakeServer
  static class OnClass {
    @RepeatedTest(AT_ONCE)
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
    ALL.reset();
    Launch launch = Launch.parallel(cases);
    launch.passed();
    assertThat(launch.tests()).isEqualTo(AT_ONCE);
  }
}
