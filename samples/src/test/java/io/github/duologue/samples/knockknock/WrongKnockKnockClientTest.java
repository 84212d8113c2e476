package io.github.duologue.samples.knockknock;

import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.samples.knockknock.Jokes.GOOD_BYE;
import static io.github.duologue.samples.knockknock.Jokes.KNOCK;
import static io.github.duologue.samples.knockknock.Jokes.joke;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What a test says of listeners who spoil the joke. */
class WrongKnockKnockClientTest {

  @Test
  void theWrongLineIsShownBesideTheRightOne() {
    assertThat(Failures.of(Cases.class, "speaksTooWell"))
        .isEqualTo(
            """
            the server hung up
            Suppressed: Connection #1 of 'WrongKnockKnockClientTest.Cases.speaksTooWell' deviated from its script at step 2 of 3.

            expected
              "Who's there?"     at io.github.duologue.samples.knockknock.Jokes.clue(Jokes.java:0), played at io.github.duologue.samples.knockknock.WrongKnockKnockClientTest$Cases.speaksTooWell(WrongKnockKnockClientTest.java:0)
            but received
              "Who is there?"    13 bytes, +0 ms
            first difference at byte 3: ' ' (20) instead of '\\'' (27)

            transcript of #1
              S: Knock! Knock!                              +0 ms
              C: Who is there?                              +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void whoeverGoesWithoutGoodByeIsMissed() {
    assertThat(Failures.of(Cases.class, "leavesWithoutGoodBye"))
        .isEqualTo(
            """
            Connection #1 of 'WrongKnockKnockClientTest.Cases.leavesWithoutGoodBye' was closed by the client too early, at step 3 of 3 of its script 'a joke, and perhaps another'.

            expected
              "n"              at io.github.duologue.samples.knockknock.Jokes.<clinit>(Jokes.java:0), played at io.github.duologue.samples.knockknock.WrongKnockKnockClientTest$Cases.leavesWithoutGoodBye(WrongKnockKnockClientTest.java:0)
            but received
              end of stream    +0 ms

            transcript of #1
              S: Knock! Knock!                                              +0 ms
              C: Who's there?                                               +0 ms
              S: Turnip                                                     +0 ms
              C: Turnip who?                                                +0 ms
              S: Turnip the heat, it's cold in here! Want another? (y/n)    +0 ms
              C: (end of stream)                                            +0 ms   <-- here""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void speaksTooWell(FakeServer server) throws IOException {
      server.play(
          Framing.lines(),
          send(KNOCK),
          joke("Turnip", "Turnip the heat, it's cold in here!"),
          GOOD_BYE);

      try (KnockKnockClient client = new PedanticClient(server.address())) {
        client.hear();
        client.leave();
      }
    }

    @Test
    void leavesWithoutGoodBye(FakeServer server) throws IOException {
      server.play(
          script(
              "a joke, and perhaps another",
              Framing.lines(),
              send(KNOCK),
              joke("Turnip", "Turnip the heat, it's cold in here!"),
              GOOD_BYE));

      try (KnockKnockClient client = new KnockKnockClient(server.address())) {
        client.hear();
      }
    }
  }

  private static final class PedanticClient extends KnockKnockClient {
    PedanticClient(InetSocketAddress server) throws IOException {
      super(server);
    }

    @Override
    public String say(String line) throws IOException {
      return super.say(line.replace("Who's", "Who is"));
    }
  }
}
