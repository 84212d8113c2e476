package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.atMost;
import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.every;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectEndOfStream;
import static io.github.duologue.dsl.Steps.expectSilence;
import static io.github.duologue.dsl.Steps.handle;
import static io.github.duologue.dsl.Steps.meanwhile;
import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.pause;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.until;
import static io.github.duologue.dsl.Steps.whenever;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The snippets of the README's tour about what goes beside steps, each played to the end. */
@WithFakeServer
class BesideTourTest {

  @Test
  void somethingMayComeAtAnyPoint(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        whenever(expect("PING").reply("PONG"), expect("NOOP").reply("OK"))
            .during(expect("LOGIN bob").reply("OK"), expect("STAT").reply("2 messages")));

    Lines.of(server, "\n")
        .say("PING", "PONG")
        .say("LOGIN bob", "OK")
        .say("NOOP", "OK")
        .say("PING", "PONG")
        .say("STAT", "2 messages")
        .say("PING", "PONG")
        .close();
  }

  @Test
  void theServerSpeaksOnItsOwnTimetable(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        every(ofMillis(20), send("tick")).times(2).during(expect("SUBSCRIBE").reply("OK")),
        meanwhile(awaitSignal("sold"), send("ACME 99"), pause(ofMillis(5)), send("ACME 98"))
            .during(expect("WATCH ACME").reply("OK")),
        expect("BYE"));

    Lines client = Lines.of(server, "\n").say("SUBSCRIBE", "OK").hear("tick", "tick");
    client.say("WATCH ACME", "OK");
    server.raise("sold");
    client.hear("ACME 99", "ACME 98").say("BYE").close();
  }

  @Test
  void oneConnectionWaitsForAnother(FakeServer server) throws IOException {
    Script subscriber =
        script(Framing.lines(), expect("SUBSCRIBE"), awaitSignal("published").reply("news"));
    Script publisher =
        script(Framing.lines(), expect(startingWith("PUBLISH ")).then(raise("published")));
    server.play(subscriber, publisher);

    Lines client = Lines.of(server, "\n").say("SUBSCRIBE");
    Lines.of(server, "\n").say("PUBLISH it").close();
    client.hear("news").close();
  }

  @Test
  void aLoopGoesOnUntilTheTestHasSeenEnough(FakeServer server) throws IOException {
    server.play(Framing.lines(), until("enough", expect("POLL").reply("nothing")), send("bye"));

    Lines client = Lines.of(server, "\n").say("POLL", "nothing").say("POLL", "nothing");
    server.raise("enough");
    client.hear("bye").close();
  }

  @Test
  void timesArePartOfTheConversation(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        send("BUSY"),
        expect("RETRY").notBefore(ofMillis(20)).within(ofSeconds(5)).reply("OK"),
        expectSilence(ofMillis(30)).reply("still there?"),
        oneOf(expect("YES").reply("good"), expectSilence(ofSeconds(2)).then(disconnect())));

    Lines client = Lines.of(server, "\n").hear("BUSY");
    client
        .hearNothingFor(ofMillis(25))
        .say("RETRY", "OK")
        .hear("still there?")
        .say("YES", "good")
        .close();
  }

  @Test
  void eachSideEndsForItself(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        atMost(9, expect(startingWith("log "))),
        expectEndOfStream().reply("got it all"),
        disconnect());

    Lines client = Lines.of(server, "\n").say("log one").say("log two");
    client.endOfStream().hear("got it all").close();
  }

  @Test
  void plainJavaDecides(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        handle(
            client -> {
              long count = client.expect(regex("LIST (?<count>\\d+)")).number("count");
              for (long i = 1; i <= count; i++) {
                client.reply("item " + i);
              }
            }),
        expect("BYE"));

    Lines.of(server, "\n").say("LIST 3", "item 1", "item 2", "item 3").say("BYE").close();
  }
}
