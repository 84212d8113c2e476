package io.github.duologue.samples.readme;

import static io.github.duologue.assertj.DuologueAssertions.assertThat;
import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.match.Matchers.anyFrame;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.match.Matchers.text;
import static java.time.Duration.ofMillis;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The snippets of the README's tour about assertions. */
@WithFakeServer
class AssertJTourTest {

  @Test
  void whatTheScriptLeavesOpenIsAsserted(FakeServer server) throws IOException {
    server.play(
        Framing.crlfLines(),
        send("220 ready"),
        atLeast(1, expect(anyFrame()).reply("250 welcome")));

    Lines client =
        Lines.of(server, "\r\n")
            .hear("220 ready")
            .say("USER bob", "250 welcome")
            .say("PASS secret", "250 welcome");
    assertThat(server).hasConnections(1);
    assertThat(server.connection(1))
        .as("the log-in")
        .hasReceivedExactly(text("USER bob"), startingWith("PASS "))
        .hasSent("250 welcome")
        .receivesNothingFor(ofMillis(20))
        .frame(1)
        .isSent()
        .hasText("220 ready")
        .nothingReceivedBefore();
    client.close();
    assertThat(server.connection(1)).wasEndedByClient();
    assertThat(server.transcript()).connection(1).wasEndedByClient();
  }
}
