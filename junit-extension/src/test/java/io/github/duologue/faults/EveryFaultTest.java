package io.github.duologue.faults;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.faults.Outcome.result;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Clients of all kinds, through everything that a network does. */
class EveryFaultTest {
  private static final int CASES = Harmless.COUNT + 3 * 14;

  private static <T> Scenario<T> scenario(Client<T> client) {
    return EveryFault.in(Lines.SCRIPT)
        .client(client)
        .harmful(sameResult().or(throwing(IOException.class)))
        .within(Duration.ofSeconds(5))
        .seed(42)
        .atOnce(16);
  }

  static class RobustCase {
    @TestFactory
    Stream<DynamicNode> robust() {
      return scenario(Lines::price).checkingThreads().tests();
    }
  }

  @Test
  void aRobustClientSurvivesEverything() {
    Tree tree = Tree.of(RobustCase.class);
    tree.passed();
    assertThat(tree.containers())
        .containsExactly(
            "harmless: 8 cases",
            "cut with disconnect: 14 cases",
            "cut with reset: 14 cases",
            "stall: 14 cases");
    assertThat(tree.names())
        .hasSize(1 + CASES)
        .startsWith(
            "undisturbed: 13 bytes in 3 replies; 50 of 50 cases follow",
            "one byte a segment",
            "random slices, seed 42")
        .contains(
            "cut with reset before the first byte of reply 1",
            "cut with reset after byte 4 of reply 2",
            "stall after the last byte of reply 3");
  }

  static class OneReadCase {
    @TestFactory
    Stream<DynamicNode> oneRead() {
      return scenario(OneReadCase::hear).tests("one-byte");
    }

    /** Takes one read for one message. */
    private static String hear(FakeServer server) throws IOException {
      try (Lines lines = new Lines(server)) {
        byte[] buffer = new byte[100];
        int length = lines.socket.getInputStream().read(buffer);
        boolean whole = new String(buffer, 0, length, StandardCharsets.UTF_8).endsWith("\n");
        lines.say("GET");
        lines.hear();
        if (!whole) {
          lines.hear();
        }
        lines.say("QUIT");
        lines.hear();
        return whole ? "a line" : "a part";
      }
    }
  }

  @Test
  void whoTakesOneReadForOneMessageFailsWhenBytesComeOneByOne() {
    Tree tree = Tree.of(OneReadCase.class);
    assertThat(tree.names()).containsExactly("one byte a segment");
    assertThat(tree.message("one byte a segment"))
        .isEqualTo(
            """
            Under 'one byte a segment' the client returned another result.

            required within 5 s
              the undisturbed result
            but the client returned
              "a part"
            undisturbed it returned
              "a line"

            transcript of all connections
              #1  C: (connected)  +T
              #1  N: (server: toClient(throttled(52), slices(1)))  +T
              #1  S: hi!  +T
              #1  C: GET  +T
              #1  S: 1.1€  +T
              #1  C: QUIT  +T
              #1  S: .  +T
              #1  C: (end of stream)  +T

            run this case alone with -Dduologue.fault=one-byte
            """
                .stripTrailing());
  }

  static class HalfCharacterCase {
    @TestFactory
    Stream<DynamicNode> halfCharacter() {
      return scenario(HalfCharacterCase::price).tests("one-byte");
    }

    /** Decodes what a read has given, before it looks whether the line is whole. */
    private static String price(FakeServer server) throws IOException {
      try (Lines lines = new Lines(server)) {
        lines.hear();
        lines.say("GET");
        StringBuilder line = new StringBuilder();
        byte[] buffer = new byte[100];
        while (line.indexOf("\n") < 0) {
          int length = lines.socket.getInputStream().read(buffer);
          line.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
        lines.say("QUIT");
        lines.hear();
        return line.toString();
      }
    }
  }

  @Test
  void whoDecodesACharacterInTwoHalvesFails() {
    assertThat(Tree.of(HalfCharacterCase.class).message("one byte a segment"))
        .contains("Under 'one byte a segment' the client returned another result.")
        .contains("but the client returned\n  \"1.1\ufffd")
        .contains("undisturbed it returned\n  \"1.1€\\n\"");
  }

  static class NoTimeoutCase {
    @TestFactory
    Stream<DynamicNode> noTimeout() {
      return scenario(NoTimeoutCase::price).within(Duration.ofMillis(300)).tests("stall@1:2+3");
    }

    private static String price(FakeServer server) throws IOException {
      try (Lines lines = new Lines(server)) {
        lines.socket.setSoTimeout(0);
        lines.hear();
        lines.say("GET");
        String price = lines.hear();
        lines.say("QUIT");
        lines.hear();
        return price;
      }
    }
  }

  @Test
  void whoWaitsForEverFailsWithWhereItWaits() {
    Tree tree = Tree.of(NoTimeoutCase.class);
    assertThat(tree.message("stall after byte 3 of reply 2"))
        .startsWith("Under 'stall after byte 3 of reply 2' the client did not end within 300 ms.\n")
        .contains("but the client did not end; its thread stood\n  at ")
        .contains("at io.github.duologue.faults.Lines.hear(Lines.java:")
        .contains("N: (cut with stall after 7 bytes to the client)")
        .doesNotContain("nothing ends it")
        .endsWith("run this case alone with -Dduologue.fault=stall@1:2+3");
  }

  static class PartialCase {
    @TestFactory
    Stream<DynamicNode> partial() {
      return scenario(PartialCase::price).tests("disconnect@1:2+3");
    }

    /** Takes the end of the stream for the end of the line. */
    private static String price(FakeServer server) throws IOException {
      try (Lines lines = new Lines(server)) {
        lines.hear();
        lines.say("GET");
        byte[] price = new byte[6];
        int length = lines.socket.getInputStream().readNBytes(price, 0, 6);
        lines.say("QUIT");
        lines.socket.getInputStream().read();
        lines.socket.getInputStream().read();
        return new String(price, 0, length, StandardCharsets.UTF_8).strip();
      }
    }
  }

  @Test
  void whoTakesAPartForTheWholeFails() {
    assertThat(Tree.of(PartialCase.class).message("cut with disconnect after byte 3 of reply 2"))
        .isEqualTo(
            """
            Under 'cut with disconnect after byte 3 of reply 2' the client returned another result.

            required within 5 s
              the undisturbed result
              or an exception of type java.io.IOException
            but the client returned
              "1.1"
            undisturbed it returned
              "1.1€"

            transcript of all connections
              #1  C: (connected)  +T
              #1  N: (server: toClient(observed(…), cutAfter(7, DISCONNECT)))  +T
              #1  S: hi!  +T
              #1  C: GET  +T
              #1  S: 1.1€  +T
              #1  N: (cut with disconnect after 7 bytes to the client)  +T
              #1  C: (5 bytes after the end, ignored)  +T

            run this case alone with -Dduologue.fault=disconnect@1:2+3
            """
                .stripTrailing());
  }

  static class LeakCase {
    @TestFactory
    Stream<DynamicNode> leak() {
      return scenario(LeakCase::price).tests("stall@1:2+3");
    }

    /** Forgets the socket when something goes wrong. */
    private static String price(FakeServer server) throws IOException {
      Lines lines = new Lines(server);
      LEAKED.add(lines);
      lines.hear();
      lines.say("GET");
      String price = lines.hear();
      lines.say("QUIT");
      lines.hear();
      lines.close();
      return price;
    }
  }

  private static final Collection<Lines> LEAKED = new ConcurrentLinkedQueue<>();

  @Test
  void whoForgetsASocketFails() throws IOException {
    Tree tree = Tree.of(LeakCase.class);
    for (Lines each : LEAKED) {
      each.close();
    }
    assertThat(tree.message("stall after byte 3 of reply 2"))
        .contains("' the client left connection #1 open.\n")
        .contains("but the client threw\n  java.net.SocketTimeoutException: Read timed out\n")
        .contains("and left open, 1 s after it had ended\n  connection #1\n");
    assertThat(tree.failure("stall after byte 3 of reply 2"))
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  static class ThreadCase {
    @TestFactory
    Stream<DynamicNode> thread() {
      return scenario(ThreadCase::price).checkingThreads().tests();
    }

    private static String price(FakeServer server) throws IOException {
      Thread timer = new Thread(ThreadCase::await, "timer of the client");
      timer.setDaemon(true);
      timer.start();
      return Lines.price(server);
    }

    private static void await() {
      synchronized (LEAKED) {
        try {
          LEAKED.wait(20_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void whoLeavesAThreadBehindFailsUndisturbed() {
    Tree tree = Tree.of(ThreadCase.class);
    synchronized (LEAKED) {
      LEAKED.notifyAll();
    }
    assertThat(tree.names()).containsExactly("undisturbed");
    assertThat(tree.message("undisturbed"))
        .startsWith("Under 'undisturbed' the client left 1 thread behind.\n")
        .contains("and left running, 1 s after it had ended\n  timer of the client\n    at ")
        .contains("ThreadCase.await(EveryFaultTest.java:");
  }

  static class FallbackCase {
    @TestFactory
    Stream<DynamicNode> fallback() {
      return scenario(FallbackCase::price)
          .harmful(sameResult().or(result("the last price", "1.0"::equals)))
          .betweenReplies()
          .tests();
    }

    private static String price(FakeServer server) {
      try {
        return Lines.price(server);
      } catch (IOException e) {
        return "1.0";
      }
    }
  }

  @Test
  void aFallbackIsAllowedWhereTheTestNamesIt() {
    Tree tree = Tree.of(FallbackCase.class);
    tree.passed();
    assertThat(tree.names()).hasSize(1 + Harmless.COUNT + 3 * 4);
  }

  static class ReconnectCase {
    private static final Script LATER =
        script("later", Framing.lines(), expect("GET").reply("1.1€"), expect("QUIT").reply("."));

    @TestFactory
    Stream<DynamicNode> reconnect() {
      return EveryFault.in(Lines.SCRIPT, LATER)
          .client(ReconnectCase::price)
          .within(Duration.ofSeconds(5))
          .atOnce(16)
          .tests();
    }

    private static String price(FakeServer server) throws IOException {
      try {
        return Lines.price(server);
      } catch (IOException broken) {
        try (Lines lines = new Lines(server)) {
          lines.say("GET");
          String price = lines.hear();
          lines.say("QUIT");
          lines.hear();
          return price;
        }
      }
    }
  }

  @Test
  void aClientThatConnectsAgainIsHeardByTheLaterScript() {
    Tree tree = Tree.of(ReconnectCase.class);
    tree.passed();
    assertThat(tree.names()).hasSize(1 + CASES);
  }

  static class WrongAgainCase {
    @TestFactory
    Stream<DynamicNode> wrongAgain() {
      return scenario(WrongAgainCase::price).tests("disconnect@1:2+3");
    }

    private static String price(FakeServer server) throws IOException {
      try {
        return Lines.price(server);
      } catch (IOException broken) {
        try (Lines lines = new Lines(server)) {
          lines.hear();
          lines.say("GET AGAIN");
          return lines.hear();
        }
      }
    }
  }

  @Test
  void whatIsWrongOnALaterConnectionFails() {
    assertThat(Tree.of(WrongAgainCase.class).message("cut with disconnect after byte 3 of reply 2"))
        .startsWith("Under 'cut with disconnect after byte 3 of reply 2' the conversation did not")
        .contains("but the client threw\n  java.io.EOFException")
        .contains("of the conversation\n  Connection #2 of 'fake server' deviated")
        .contains("\"GET AGAIN\"");
  }

  static class BrokenPromiseCase {
    @TestFactory
    Stream<DynamicNode> brokenPromise() {
      return scenario(
              server -> {
                try {
                  return Lines.price(server);
                } catch (IOException e) {
                  throw new IllegalStateException("no price", e);
                }
              })
          .tests("reset@1:1+0");
    }
  }

  @Test
  void anExceptionThatIsNotAllowedIsTheCause() {
    Tree tree = Tree.of(BrokenPromiseCase.class);
    String name = "cut with reset before the first byte of reply 1";
    assertThat(tree.failure(name)).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(tree.message(name))
        .startsWith("Under '" + name + "' the client threw java.lang.IllegalStateException.\n");
  }

  @Test
  void withCasesOneAfterAnotherAllIsTheSame() {
    Scenario<String> one =
        EveryFault.in(Lines.SCRIPT)
            .client(PartialCase::price)
            .harmful(sameResult().or(throwing(IOException.class)))
            .within(Duration.ofSeconds(5))
            .betweenReplies();
    assertThat(outcomes(one.atOnce(1).tests(null))).isEqualTo(outcomes(one.atOnce(8).tests(null)));
  }

  private static List<String> outcomes(Stream<DynamicNode> nodes) {
    try (nodes) {
      return nodes.flatMap(Running::all).toList();
    }
  }
}
