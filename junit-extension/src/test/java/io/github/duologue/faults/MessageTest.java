package io.github.duologue.faults;

import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.network.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What is said of a case that has failed. */
class MessageTest {
  private static final FaultCase STALL =
      FaultCase.cut(Fault.STALL, new Place(1, 2, 3, 17, false), false);

  private static final Terms<List<String>> TERMS =
      new Terms<>(
          server -> {},
          builder -> builder,
          server -> List.of(),
          sameResult().or(throwing(IOException.class)),
          Duration.ofMillis(1500),
          100,
          1,
          false,
          false,
          1);

  private static final Judgement<List<String>> JUDGEMENT =
      new Judgement<>(
          TERMS,
          new Baseline(
              List.of("1.1", "1.2"), 1, List.of(new Replies(1, List.of(Bytes.utf8("abc"))))));

  private static Trace<List<String>> trace(Ended<List<String>> ended) {
    return new Trace<>(ended, null, 1, List.of(), List.of(), "", "#1  S: hi    +0 ms\n");
  }

  private static AssertionFailedError failure(FaultCase fault, Trace<List<String>> trace) {
    return catchThrowableOfType(AssertionFailedError.class, () -> JUDGEMENT.judge(fault, trace));
  }

  private static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(type, method, type + ".java", line);
  }

  @Test
  void whatIsAllowedIsNoFailure() {
    JUDGEMENT.judge(STALL, trace(new Ended.Returned<>(List.of("1.1", "1.2"))));
    JUDGEMENT.judge(STALL, trace(new Ended.Threw<>(new IOException("gone"))));
    assertThat(failure(STALL, trace(new Ended.Returned<>(List.of("1.1"))))).isNotNull();
  }

  @Test
  void anExceptionIsNotAllowedWhereNothingIsLost() {
    FaultCase harmless = new FaultCase("latency", "latency", null, List.of());
    IOException problem = new IOException("gone\nfor good");
    AssertionFailedError failure = failure(harmless, trace(new Ended.Threw<>(problem)));
    assertThat(failure).hasCause(problem);
    assertThat(failure.getMessage())
        .isEqualTo(
            """
            Under 'latency' the client threw java.io.IOException.

            required within 1500 ms
              the undisturbed result
            but the client threw
              java.io.IOException: gone\\nfor good
            undisturbed it returned
              [1.1, 1.2]

            transcript of all connections
              #1  S: hi    +0 ms

            run this case alone with -Dduologue.fault=latency""");
  }

  @Test
  void aHangTellsWhereTheClientStands() {
    Ended<List<String>> hung =
        new Ended.Hung<>(List.of(frame("Socket", "read", 7), frame("PriceFeed", "read", 42)));
    assertThat(failure(STALL, trace(hung).withDeaf("client under test, stall@1:2+3")).getMessage())
        .isEqualTo(
            """
            Under 'stall after byte 3 of reply 2' the client did not end within 1500 ms.

            required within 1500 ms
              the undisturbed result
              or an exception of type java.io.IOException
            but the client did not end; its thread stood
              at Socket.read(Socket.java:7)
              at PriceFeed.read(PriceFeed.java:42)
            nothing ends it, neither an interrupt nor the end of its connections; its thread is
              client under test, stall@1:2+3
            undisturbed it returned
              [1.1, 1.2]

            transcript of all connections
              #1  S: hi    +0 ms

            run this case alone with -Dduologue.fault=stall@1:2+3""");
  }

  @Test
  void allThatIsWrongIsTold() {
    AssertionError deviation = new AssertionError("Connection #2 deviated.\n\nexpected\n  \"GET\"");
    Trace<List<String>> trace =
        new Trace<>(
            new Ended.Threw<>(new IOException("gone")),
            deviation,
            2,
            List.of(1, 2),
            List.of("timer\n  at Timer.run(Timer.java:1)"),
            "",
            "");
    assertThat(failure(STALL, trace).getMessage())
        .isEqualTo(
            """
            Under 'stall after byte 3 of reply 2' the conversation did not go as scripted.

            required within 1500 ms
              the undisturbed result
              or an exception of type java.io.IOException
            but the client threw
              java.io.IOException: gone
            and left open, 1 s after it had ended
              connections #1 and #2
            and left running, 1 s after it had ended
              timer
                at Timer.run(Timer.java:1)
            of the conversation
              Connection #2 deviated.

              expected
                "GET"
            undisturbed it returned
              [1.1, 1.2]

            transcript of all connections
              (no connection)

            run this case alone with -Dduologue.fault=stall@1:2+3""");
  }

  @Test
  void toolsThatCompareGetBothResults() {
    AssertionFailedError failure = failure(STALL, trace(new Ended.Returned<>(List.of("1.1"))));
    assertThat(failure.getExpected().getValue()).isEqualTo(List.of("1.1", "1.2"));
    assertThat(failure.getActual().getValue()).isEqualTo(List.of("1.1"));
  }

  @Test
  void theDeviationIsTheCauseWhereTheClientHasReturned() {
    AssertionError deviation = new AssertionError("Connection #1 deviated.");
    Trace<List<String>> trace =
        new Trace<>(
            new Ended.Returned<>(List.of("1.1", "1.2")),
            deviation,
            1,
            List.of(),
            List.of(),
            "",
            "");
    assertThatThrownBy(() -> JUDGEMENT.judge(STALL, trace)).hasCause(deviation);
  }

  @Test
  void valuesAreShownAsWhatTheyAre() {
    assertThat(Words.value("a\n")).isEqualTo("\"a\\n\"");
    assertThat(Words.value(new byte[] {0, 1})).isEqualTo("00 01 |..|");
    assertThat(Words.value(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(Words.value(null)).isEqualTo("null");
    assertThat(Words.value(List.of("x".repeat(5_000)))).hasSize(1_003);
    assertThat(Words.value(new Unspeakable())).isEqualTo("a " + Unspeakable.class.getName());
  }

  private static final class Unspeakable {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }
}
