package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged while tests run, if someone wants to look on. */
class LiveTest {
  @WithFakeServer
  static class SmtpCase {
    @Test
    void sendsOneMail(FakeServer server) {
      server.play(Framing.lines(), send("220 ready"), expect("QUIT").reply("221 bye"));
      try (Client client = new Client(server)) {
        client.hear();
        client.ask("QUIT");
      }
    }
  }

  private final Output output = new Output();

  @Test
  void everythingIsLoggedAsItHappensWhereItIsAskedFor() {
    output.of(() -> Launch.of(SmtpCase.class, "duologue.live=true")).passed();
    assertThat(output.logged())
        .startsWith(
            "INFO LiveTest.SmtpCase.sendsOneMail #1  C: (connected)",
            "INFO LiveTest.SmtpCase.sendsOneMail #1  S: 220 ready",
            "INFO LiveTest.SmtpCase.sendsOneMail #1  C: QUIT",
            "INFO LiveTest.SmtpCase.sendsOneMail #1  S: 221 bye");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duologue.live=false", "another.parameter=true"})
  void nothingIsLoggedWhereNobodyAsksForIt(String parameter) {
    output.of(() -> Launch.of(SmtpCase.class, parameter)).passed();
    assertThat(output.logged()).isEmpty();
  }
}
