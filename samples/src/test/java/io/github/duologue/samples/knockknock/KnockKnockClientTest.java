package io.github.duologue.samples.knockknock;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.samples.knockknock.Jokes.GOOD_BYE;
import static io.github.duologue.samples.knockknock.Jokes.KNOCK;
import static io.github.duologue.samples.knockknock.Jokes.joke;
import static io.github.duologue.samples.knockknock.Jokes.lesson;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@WithFakeServer
class KnockKnockClientTest {

  static final Joke TURNIP = new Joke("Turnip", "Turnip the heat, it's cold in here!");
  static final Joke OLD_LADY = new Joke("Little Old Lady", "I didn't know you could yodel!");

  @Test
  void hearsTwoJokesAndLeaves(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        send(KNOCK),
        joke("Turnip", "Turnip the heat, it's cold in here!"),
        expect("y").reply(KNOCK),
        joke("Little Old Lady", "I didn't know you could yodel!"),
        GOOD_BYE);

    try (KnockKnockClient client = new KnockKnockClient(server.address())) {
      assertThat(client.hear()).isEqualTo(TURNIP);
      client.askForAnother();
      assertThat(client.hear()).isEqualTo(OLD_LADY);
      client.leave();
    }
  }

  @Test
  void whoeverSaysTheWrongLineMayTryAgain(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        send(KNOCK),
        lesson("Turnip", "Turnip the heat, it's cold in here!"),
        GOOD_BYE);

    String notThere = "You're supposed to say \"Who's there?\"! Try again. Knock! Knock!";
    String notWho = "You're supposed to say \"Turnip who?\"! Try again. Knock! Knock!";
    try (KnockKnockClient client = new KnockKnockClient(server.address())) {
      assertThat(client.hearLine()).isEqualTo("Knock! Knock!");
      assertThat(client.say("Come in!")).isEqualTo(notThere);
      assertThat(client.say("It's open!")).isEqualTo(notThere);
      assertThat(client.say("Who's there?")).isEqualTo("Turnip");
      assertThat(client.say("Turnip what?")).isEqualTo(notWho);
      assertThat(client.say("Turnip who?")).isEqualTo(notThere);
      assertThat(client.say("Who's there?")).isEqualTo("Turnip");
      assertThat(client.say("Turnip who?")).startsWith("Turnip the heat, it's cold in here!");
      client.leave();
    }
  }

  @Test
  void eightListenersAtATimeHearAJokeEach(FakeServer server) throws Exception {
    List<Joke> jokes = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      jokes.add(new Joke("Number " + i, "Number " + i + " at your service!"));
    }
    server.play(jokes.stream().map(KnockKnockClientTest::telling).toList());

    List<Joke> heard = new ArrayList<>();
    ExecutorService listeners = Executors.newFixedThreadPool(jokes.size());
    try {
      for (Future<Joke> joke : listeners.invokeAll(listeners(server, jokes.size()))) {
        heard.add(joke.get());
      }
    } finally {
      listeners.shutdown();
    }

    assertThat(heard).containsExactlyInAnyOrderElementsOf(jokes);
  }

  private static Script telling(Joke joke) {
    return script(
        joke.clue(), Framing.lines(), send(KNOCK), joke(joke.clue(), joke.punchLine()), GOOD_BYE);
  }

  private static List<Callable<Joke>> listeners(FakeServer server, int count) {
    List<Callable<Joke>> listeners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      listeners.add(
          () -> {
            try (KnockKnockClient client = new KnockKnockClient(server.address())) {
              Joke joke = client.hear();
              client.leave();
              return joke;
            }
          });
    }
    return listeners;
  }
}
