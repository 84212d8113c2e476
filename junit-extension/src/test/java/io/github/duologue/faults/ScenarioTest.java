package io.github.duologue.faults;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.script.InvalidScriptException;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

/** Which tests a scenario makes, and what it refuses. */
class ScenarioTest {

  private static <T> Scenario<T> scenario(Client<T> client) {
    return EveryFault.in(Lines.SCRIPT)
        .client(client)
        .harmful(sameResult().or(throwing(IOException.class)))
        .seed(42)
        .atOnce(16);
  }

  static class ClockCase {
    private static final AtomicInteger TIME = new AtomicInteger(100);

    @TestFactory
    Stream<DynamicNode> clock() {
      return EveryFault.in(
              server ->
                  server.play(send("time " + TIME.incrementAndGet()), expect("QUIT").reply("bye")))
          .server(builder -> builder.name("clock").framing(Framing.lines()))
          .client(
              server -> {
                try (Lines lines = new Lines(server)) {
                  String time = lines.hear();
                  lines.say("QUIT");
                  lines.hear();
                  return time.length();
                }
              })
          .tests();
    }
  }

  @Test
  void aServerThatSaysOtherThingsEachTimeIsRefused() {
    Tree tree = Tree.of(ClockCase.class);
    assertThat(tree.names()).containsExactly("undisturbed");
    assertThat(tree.message("undisturbed"))
        .isEqualTo(
            """
            Two undisturbed runs differ, so that nobody could tell what a fault has changed.

            on connection #1 the server sent other bytes from byte 7 on, first
              "time 101\\nbye\\n"
            and then
              "time 102\\nbye\\n"

            let clocks, seeds and ports not show in what is sent and returned, and the connections come in the same order

            transcript of the first run
              #1  C: (connected)  +T
              #1  N: (server: toClient(observed(…)))  +T
              #1  S: time 101  +T
              #1  C: QUIT  +T
              #1  S: bye  +T
              #1  C: (end of stream)  +T

            transcript of the second run
              #1  C: (connected)  +T
              #1  N: (server: toClient(observed(…)))  +T
              #1  S: time 102  +T
              #1  C: QUIT  +T
              #1  S: bye  +T
              #1  C: (end of stream)  +T""");
  }

  static class BadScriptCase {
    @TestFactory
    Stream<DynamicNode> badScript() {
      return scenario(
              server -> {
                try (Lines lines = new Lines(server)) {
                  lines.hear();
                  lines.say("BUY");
                  return lines.hear();
                }
              })
          .tests();
    }
  }

  @Test
  void aClientThatFailsUndisturbedIsRefused() {
    Tree tree = Tree.of(BadScriptCase.class);
    assertThat(tree.names()).containsExactly("undisturbed");
    assertThat(tree.message("undisturbed"))
        .startsWith("Under 'undisturbed' the client threw java.io.EOFException.\n")
        .contains("required within 50 s\n  a result\n")
        .contains("of the conversation\n  Connection #1 of 'fake server' deviated")
        .contains("\"GET\"")
        .doesNotContain("played at")
        .doesNotContain("run this case alone");
    assertThat(tree.failure("undisturbed")).hasCauseInstanceOf(IOException.class);
  }

  static class ManyCase {
    @TestFactory
    Stream<DynamicNode> many() {
      return scenario(Lines::price).atMost(20).tests();
    }
  }

  @Test
  void ofTooManyCasesSomeRunAndTheNamesTellHowMany() {
    Tree tree = Tree.of(ManyCase.class);
    tree.passed();
    assertThat(tree.names())
        .hasSize(21)
        .startsWith("undisturbed: 13 bytes in 3 replies; 20 of 50 cases follow");
    assertThat(tree.containers())
        .containsExactly(
            "harmless: 8 cases",
            "cut with disconnect: 4 of 14 cases",
            "cut with reset: 4 of 14 cases",
            "stall: 4 of 14 cases");
  }

  static class AloneCase {
    @TestFactory
    Stream<DynamicNode> alone() {
      return scenario(Lines::price).tests();
    }
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void aPropertyRunsOneCaseAlone() {
    Tree one = withProperty("reset@1:2+3");
    one.passed();
    assertThat(one.names()).containsExactly("cut with reset after byte 3 of reply 2");
    Tree none = withProperty("reset@1:9+3");
    assertThat(none.names()).containsExactly("no case reset@1:9+3");
    assertThat(none.message("no case reset@1:9+3"))
        .startsWith(
            "There is no case 'reset@1:9+3' that -Dduologue.fault asks for; the nearest are\n"
                + "  reset@1:1+3\n  reset@1:2+3\n");
  }

  private static Tree withProperty(String id) {
    System.setProperty(Scenario.PROPERTY, id);
    try {
      return Tree.of(AloneCase.class);
    } finally {
      System.clearProperty(Scenario.PROPERTY);
    }
  }

  static class ShortCase {
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TestFactory
    Stream<DynamicNode> tooShort() {
      RUNS.set(0);
      return scenario(ShortCase::price).tests("reset@1:2+3");
    }

    private static String price(FakeServer server) throws IOException {
      if (RUNS.incrementAndGet() > 2) {
        throw new IOException("no time today");
      }
      return Lines.price(server);
    }
  }

  @Test
  void aFaultThatNeverComesProvesNothing() {
    Throwable aborted = Tree.of(ShortCase.class).failure("cut with reset after byte 3 of reply 2");
    assertThat(aborted)
        .isInstanceOf(TestAbortedException.class)
        .hasMessageStartingWith(
            "this fault did not come: on connection #1 the server sent 0 bytes");
  }

  static class DeafCase {
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @TestFactory
    Stream<DynamicNode> deaf() {
      return scenario(DeafCase::price).within(Duration.ofMillis(300)).tests("disconnect@1:2+3");
    }

    private static String price(FakeServer server) {
      try {
        return Lines.price(server);
      } catch (IOException e) {
        awaitDeaf();
        return "";
      }
    }

    private static void awaitDeaf() {
      while (RELEASED.getCount() > 0) {
        try {
          RELEASED.await();
        } catch (InterruptedException e) {
          // Deaf.
        }
      }
    }
  }

  @Test
  void aClientThatNothingEndsIsNamed() {
    Tree tree = Tree.of(DeafCase.class);
    DeafCase.RELEASED.countDown();
    assertThat(tree.message("cut with disconnect after byte 3 of reply 2"))
        .contains("' the client did not end within 300 ms.\n")
        .contains("DeafCase.awaitDeaf(ScenarioTest.java:")
        .contains("its thread is\n  client under test, disconnect@1:2+3\n");
  }

  static class LateCloseCase {
    @TestFactory
    Stream<DynamicNode> lateClose() {
      return scenario(LateCloseCase::price).tests("disconnect@1:2+3");
    }

    /** Forgets the socket when the server goes. */
    private static String price(FakeServer server) throws IOException {
      forgotten = new Lines(server);
      forgotten.hear();
      forgotten.say("GET");
      String price = forgotten.hear();
      forgotten.say("QUIT");
      forgotten.hear();
      forgotten.close();
      return price;
    }
  }

  private static volatile Lines forgotten;

  @Test
  void aSocketIsForgottenAlsoIfTheServerHasGoneFirst() throws IOException {
    Tree tree = Tree.of(LateCloseCase.class);
    forgotten.close();
    assertThat(tree.message("cut with disconnect after byte 3 of reply 2"))
        .contains("' the client left connection #1 open.\n");
  }

  static class TwoConnectionsCase {
    @TestFactory
    Stream<DynamicNode> two() {
      return EveryFault.in(Lines.SCRIPT)
          .client(TwoConnectionsCase::prices)
          .harmful(throwing(IOException.class).or(sameResult()))
          .betweenReplies()
          .atOnce(16)
          .tests();
    }

    /** Holds two connections at a time, and drops both if one breaks. */
    private static List<String> prices(FakeServer server) throws IOException {
      try (Lines one = new Lines(server)) {
        one.hear();
        try (Lines other = new Lines(server)) {
          other.hear();
          one.say("GET");
          other.say("GET");
          List<String> prices = List.of(one.hear(), other.hear());
          one.say("QUIT");
          other.say("QUIT");
          one.hear();
          other.hear();
          return prices;
        }
      }
    }
  }

  @Test
  void whoHasFailedMayLeaveItsOtherConnections() {
    Tree tree = Tree.of(TwoConnectionsCase.class);
    tree.passed();
    assertThat(tree.names())
        .hasSize(1 + Harmless.COUNT + 3 * 2 * 4)
        .startsWith("undisturbed: 26 bytes in 6 replies on 2 connections; 32 of 32 cases follow")
        .contains("stall after the last byte of reply 2, connection 2");
  }

  @Test
  void nothingSurvivesTheTests() {
    Tree.of(ManyCase.class).passed();
    Tree.of(LateCloseCase.class);
    Thread[] all = new Thread[Thread.activeCount() + 100];
    int count = Thread.enumerate(all);
    assertThat(Arrays.stream(all, 0, count).map(Thread::getName))
        .noneMatch(name -> name.startsWith("client under test"))
        .noneMatch(name -> name.startsWith("faults ahead"))
        .noneMatch(name -> name.startsWith("fake server"));
  }

  @Test
  void aScriptThatCannotBePlayedFailsTheFactory() {
    EveryFault everyFault =
        EveryFault.in(script(send("ü"))).server(b -> b.charset(StandardCharsets.US_ASCII));
    Scenario<Integer> scenario = everyFault.client(server -> 1);
    assertThatThrownBy(scenario::tests).isInstanceOf(InvalidScriptException.class);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    Scenario<String> scenario = scenario(Lines::price);
    assertThatThrownBy(() -> scenario.atMost(19))
        .hasMessage("atMost 19 is out of range 20..2147483647");
    assertThatThrownBy(() -> scenario.atOnce(0)).hasMessage("atOnce 0 is out of range 1..256");
    assertThatThrownBy(() -> scenario.atOnce(257)).hasMessageContaining("257");
    assertThatThrownBy(() -> scenario.within(Duration.ZERO))
        .hasMessage("within PT0S is out of range 1 ms..1 h");
    assertThatThrownBy(() -> scenario.within(Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
