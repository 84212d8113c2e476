package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What an annotation or a builder says of a server holds, and for its time only. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SettingsTest {
  private static final String PORT = "settings.test.port";
  private static final String URL = "settings.test.url";

  private static void isHere(FakeServer server) {
    assertThat(System.getProperty(PORT)).isEqualTo("" + server.port());
    assertThat(System.getProperty(URL)).isEqualTo("smtp://127.0.0.1:" + server.port() + "/");
  }

  static class PortCase {
    static int port;

    @RegisterExtension
    final FakeServerExtension smtp =
        FakeServerExtension.builder().configure(server -> server.port(port)).build();

    @Test
    void test() {
      assertThat(smtp.port()).isEqualTo(port);
    }
  }

  @Test
  void thePortCanBeGiven() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortCase.port = free.getLocalPort();
    }
    Launch.of(PortCase.class).passed();
  }

  @WithFakeServer(listening = false, scope = ServerScope.PER_CLASS)
  static class NotListeningCase {
    @RepeatedTest(2)
    void test(FakeServer server) throws IOException {
      server.play(send("ready"));
      assertThatThrownBy(() -> new Socket(server.host(), server.port()))
          .isInstanceOf(ConnectException.class);
      server.startListening();
      try (Socket socket = new Socket(server.host(), server.port())) {
        assertThat(socket.getInputStream().read()).isEqualTo('r');
      }
    }
  }

  @Test
  void eachTestMayBeginWithoutAServerThatListens() {
    Launch.of(NotListeningCase.class).passed();
  }

  @WithFakeServer(idle = "50 ms")
  static class IdleCase {
    @Test
    void test(FakeServer server) {
      server.play(Framing.lines(), send("ready"), expect("PING").reply("PONG"));
      try (Client client = new Client(server)) {
        client.hear();
        client.hear();
      }
    }
  }

  @WithFakeServer(deadline = "PT0.05S")
  static class DeadlineCase {
    @Test
    void test(FakeServer server) {
      server.connection(1);
    }
  }

  @Test
  void limitsCanBeGiven() {
    assertThat(Launch.of(IdleCase.class).failure()).hasMessageContaining("50 ms");
    assertThat(Launch.of(DeadlineCase.class).failure())
        .hasMessage("'SettingsTest.DeadlineCase.test' waited 50 ms for connection #1, and 0 came");
  }

  @WithFakeServer(deadline = "60 ms", idle = "60 ms")
  static class SlowCase {
    @Test
    void test(FakeServer server) throws InterruptedException {
      server.play(Framing.lines(), expect("A").reply("B"), expect("C").reply("D"));
      try (Client client = new Client(server)) {
        client.ask("A");
        new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS); // as at a breakpoint
        client.ask("C");
      }
    }
  }

  @Test
  void deadlinesAreOffWhereTheTimeoutsOfJUnitAre() {
    Launch.of(SlowCase.class, "junit.jupiter.execution.timeout.mode=disabled").passed();
    for (String mode : new String[] {"enabled", "disabled_on_debug"}) {
      assertThat(
              Launch.of(SlowCase.class, "junit.jupiter.execution.timeout.mode=" + mode).failure())
          .hasMessageContaining("60 ms");
    }
  }

  @WithFakeServer(properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
  static class PropertyCases {
    private final String before = System.getProperty(PORT);

    @BeforeEach
    void prepare(FakeServer server) {
      Launch.SERVERS.add(server);
      isHere(server);
    }

    @Test
    void one(FakeServer server) {
      isHere(server);
    }

    @Nested
    class Inner {
      @Test
      void two(FakeServer server) {
        isHere(server);
        assertThat(before).isEqualTo("old");
      }
    }
  }

  @WithFakeServer(
      scope = ServerScope.PER_CLASS,
      properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
  static class ClassPropertyCases {
    private static String port;

    @BeforeAll
    static void prepare() {
      port = System.getProperty(PORT);
    }

    @RepeatedTest(2)
    void test(FakeServer server) {
      isHere(server);
      assertThat(port).isEqualTo("" + server.port());
      Launch.SERVERS.add(server);
    }
  }

  static class RegisteredPropertyCase {
    @RegisterExtension
    static final FakeServerExtension SMTP =
        FakeServerExtension.builder()
            .property(PORT + " = {port}")
            .property(URL + " = smtp://{host}:{port}/")
            .build();

    @Test
    void test() {
      isHere(SMTP.server());
      Launch.SERVERS.add(SMTP.server());
    }
  }

  static class MethodPropertyCase {
    @Test
    @WithFakeServer(properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
    void test(FakeServer server) {
      isHere(server);
      Launch.SERVERS.add(server);
    }
  }

  @Test
  void propertiesAreSetForTheTimeOfTheServerAndRestored() {
    System.setProperty(PORT, "old");
    try {
      for (Class<?> cases :
          new Class<?>[] {
            PropertyCases.class,
            ClassPropertyCases.class,
            RegisteredPropertyCase.class,
            MethodPropertyCase.class
          }) {
        Launch.of(cases).passed();
        assertThat(Launch.SERVERS).isNotEmpty();
        assertThat(System.getProperty(PORT)).isEqualTo("old");
        assertThat(System.getProperty(URL)).isNull();
      }
    } finally {
      System.clearProperty(PORT);
    }
  }

  static final AtomicInteger INSIDE = new AtomicInteger();
  static final AtomicInteger TOGETHER = new AtomicInteger();

  private static void alone(FakeServer server) throws InterruptedException {
    TOGETHER.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
    new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS); // long enough to be met by another
    isHere(server);
    INSIDE.decrementAndGet();
  }

  static class ParallelCases {
    @WithFakeServer(properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
    @RepeatedTest(3)
    void method(FakeServer server) throws InterruptedException {
      alone(server);
    }

    @WithFakeServer(
        name = "first",
        properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
    @WithFakeServer(name = "second")
    @RepeatedTest(3)
    void repeatable(@Fake("first") FakeServer server) throws InterruptedException {
      alone(server);
    }

    @Nested
    @WithFakeServer(properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
    class Inner {
      @RepeatedTest(3)
      void nested(FakeServer server) throws InterruptedException {
        alone(server);
      }
    }
  }

  @WithFakeServer(properties = {PORT + "={port}", URL + "=smtp://{host}:{port}/"})
  static class ParallelClassCases {
    @RepeatedTest(3)
    void repeated(FakeServer server) throws InterruptedException {
      alone(server);
    }

    @Test
    void test(FakeServer server) throws InterruptedException {
      alone(server);
    }
  }

  @Test
  void testsThatSetPropertiesRunOneAfterAnother() {
    Launch.parallel(ParallelCases.class, ParallelClassCases.class).passed();
    assertThat(TOGETHER).hasValue(1);
  }
}
