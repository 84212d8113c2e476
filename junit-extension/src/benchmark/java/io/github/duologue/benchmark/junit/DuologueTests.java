package io.github.duologue.benchmark.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.duologue.benchmark.Lines;
import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;

/** As one writes them with Duologue. */
@WithFakeServer
class DuologueTests {

  @RepeatedTest(1_000)
  void asks(FakeServer server) throws IOException {
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Lines.Client client = new Lines.Client(server.port(), "PING\n", "PONG\n")) {
      assertEquals(5, client.ask());
    }
  }
}
