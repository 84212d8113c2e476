package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.Fake;
import io.github.duologue.junit.FakeServerExtension;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of the README about where servers come from, each played to the end. */
class DeclaringTourTest {

  private static void ping(FakeServer server) throws IOException {
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    Lines.of(server, "\n").say("PING", "PONG").close();
  }

  @Nested
  class Fields {
    @Fake("orders")
    FakeServer orders;

    @Fake("mail")
    FakeServer mail;

    @Test
    void everyTestHasTwoServers(@Fake("mail") FakeServer same) throws IOException {
      assertThat(same).isSameAs(mail);
      ping(orders);
      ping(mail);
    }
  }

  @Nested
  @WithFakeServer(name = "orders", deadline = "2 s", properties = "orders.port={port}")
  @WithFakeServer(name = "mail", properties = "mail.url=smtp://{host}:{port}")
  class Settings {
    @Test
    void theCodeUnderTestIsTold(@Fake("orders") FakeServer orders, @Fake("mail") FakeServer mail)
        throws IOException {
      assertThat(System.getProperty("mail.url")).isEqualTo("smtp://127.0.0.1:" + mail.port());
      assertThat(System.getProperty("orders.port")).isEqualTo("" + orders.port());
      ping(orders);
      ping(mail);
    }
  }

  @Nested
  class OneForAll {
    static Application application;

    @Fake static FakeServer server;

    @BeforeAll
    static void startTheApplication() {
      application = new Application(server.host(), server.port());
    }

    @RepeatedTest(2)
    void asks() throws IOException {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      application.ping();
    }
  }

  @Nested
  class Registered {
    @RegisterExtension
    final FakeServerExtension smtp =
        FakeServerExtension.builder()
            .name("smtp")
            .configure(server -> server.framing(Framing.crlfLines()))
            .build();

    @Test
    void asks() throws IOException {
      smtp.server().play(expect("NOOP").reply("250 ok"));
      Lines.of(smtp.server(), "\r\n").say("NOOP", "250 ok").close();
    }
  }

  /** Stands for what is started once, and connects when it is used. */
  private record Application(String host, int port) {
    void ping() throws IOException {
      Lines.of(host, port, "\n").say("PING", "PONG").close();
    }
  }
}
