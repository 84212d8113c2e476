package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** However a test ends, its server is closed. */
class EndTest {

  @WithFakeServer
  static class EndingCases {
    private final Client client;

    EndingCases(FakeServer server) {
      Launch.SERVERS.add(server);
      client = new Client(server);
    }

    @Test
    void passes() {}

    @Test
    void fails() {
      throw new IllegalStateException("own");
    }

    @Test
    void aborts() {
      abort("no such machine");
    }

    @Test
    void isJudgedBad(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      client.ask("PIG");
    }
  }

  @WithFakeServer
  static class FailingConstructorCase {
    FailingConstructorCase(FakeServer server) {
      Launch.SERVERS.add(server);
      new Client(server);
      server.play(expect("never"));
      throw new IllegalStateException("from the constructor");
    }

    @Test
    void test() {}
  }

  @ParameterizedTest
  @ValueSource(classes = {EndingCases.class, FailingConstructorCase.class})
  void aServerIsClosedHoweverItsTestEnds(Class<?> cases) {
    Output output = new Output();
    output.of(() -> Launch.of(cases));
    assertThat(output.text()).isEmpty();
    assertThat(Launch.SERVERS).isNotEmpty();
    for (FakeServer server : Launch.SERVERS) {
      assertThatThrownBy(() -> new Socket(server.host(), server.port()))
          .isInstanceOf(ConnectException.class);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("duologue EndTest"));
  }

  static class FailingFirst implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      throw new IllegalStateException("from another extension");
    }
  }

  @ExtendWith(FailingFirst.class)
  @WithFakeServer
  static class NeverBegunCase {
    @Fake FakeServer never;

    NeverBegunCase(FakeServer server) {
      Launch.SERVERS.add(server);
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      new Client(server).ask("PIG");
    }

    @Test
    void test() {}
  }

  static class RegisteredNeverBegunCase {
    @RegisterExtension
    @Order(1)
    final FailingFirst first = new FailingFirst();

    @RegisterExtension
    @Order(2)
    final FakeServerExtension own = FakeServerExtension.builder().build();

    @Test
    void test() {}
  }

  @Test
  void aTestThatAnotherExtensionEndsBeforeItBeginsHasTheMismatchAsSuppressed() {
    Throwable failure = Launch.of(NeverBegunCase.class).failure();
    assertThat(failure).hasMessage("from another extension");
    assertThat(failure.getSuppressed())
        .singleElement()
        .isInstanceOf(AssertionFailedError.class)
        .asString()
        .contains("\"PIG\"");
    FakeServer server = Launch.SERVERS.get(0);
    assertThatThrownBy(() -> new Socket(server.host(), server.port()))
        .isInstanceOf(ConnectException.class);
    assertThat(Launch.of(RegisteredNeverBegunCase.class).failure())
        .hasMessage("from another extension")
        .hasNoSuppressedExceptions();
  }

  @WithFakeServer
  static class TimeoutCases {
    private static void deviateAndHang(FakeServer server) throws InterruptedException {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      try (Client client = new Client(server)) {
        client.ask("PIG");
        new CountDownLatch(1).await();
      }
    }

    @Test
    @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
    void sameThread(FakeServer server) throws InterruptedException {
      deviateAndHang(server);
    }

    @Test
    @Timeout(
        value = 500,
        unit = TimeUnit.MILLISECONDS,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void separateThread(FakeServer server) throws InterruptedException {
      deviateAndHang(server);
    }

    @Test
    void preemptively(FakeServer server) {
      assertTimeoutPreemptively(Duration.ofMillis(500), () -> deviateAndHang(server));
    }
  }

  @Test
  void aTestThatRanOutOfTimeHasTheMismatchAsSuppressed() {
    Launch launch = Launch.of(TimeoutCases.class);
    assertThat(launch.failure("sameThread")).isInstanceOf(TimeoutException.class);
    assertThat(launch.failure("separateThread")).isInstanceOf(TimeoutException.class);
    assertThat(launch.failure("preemptively")).hasMessageContaining("timed out");
    for (String test : new String[] {"sameThread", "separateThread", "preemptively"}) {
      assertThat(launch.failure(test).getSuppressed())
          .filteredOn(AssertionFailedError.class::isInstance)
          .singleElement()
          .asString()
          .contains("\"PIG\"");
    }
  }

  @WithFakeServer
  static class OtherThreadCases {
    @BeforeEach
    void prepare(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
    }

    @Test
    void preemptively(FakeServer server) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ping(server));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void separateThread(FakeServer server) {
      ping(server);
    }

    private static void ping(FakeServer server) {
      try (Client client = new Client(server)) {
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void aTestMayRunInAnotherThread() {
    Launch.of(OtherThreadCases.class).passed();
  }

  @WithFakeServer
  static class InterruptedCase {
    @Test
    void test(FakeServer server) {
      server.play(Framing.lines(), send("220 ready"), expect("QUIT"));
      Client client = new Client(server);
      client.hear();
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptThatATestLeavesBehindDisturbsNoVerdict() {
    Throwable failure = Launch.of(InterruptedCase.class).failure();
    Thread.interrupted();
    assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessageContaining("\"QUIT\"");
  }
}
