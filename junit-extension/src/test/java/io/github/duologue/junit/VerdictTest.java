package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.match.Matchers.satisfying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The verdict falls by itself, and never hides what the test itself has to say. */
class VerdictTest {

  private static void converse(FakeServer server, String... lines) {
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Client client = new Client(server)) {
      for (String line : lines) {
        client.ask(line);
      }
    }
  }

  @WithFakeServer
  static class UnmetStepCase {
    @Test
    void test(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
      Launch.SERVERS.add(server);
      new Client(server).ask("PING"); // stays open
    }
  }

  @Test
  void anUnmetStepFailsTheTest() {
    assertThat(Launch.of(UnmetStepCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\"QUIT\"")
        .hasMessageContaining("'VerdictTest.UnmetStepCase.test'")
        .hasMessageContaining("VerdictTest.java:");
  }

  @WithFakeServer
  static class MismatchCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PIG");
    }
  }

  @Test
  void aMismatchFailsTheTestWithBothSidesOfTheDifference() {
    Throwable failure = Launch.of(MismatchCase.class).failure();
    assertThat(failure)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\"PIG\"")
        .hasNoSuppressedExceptions();
    AssertionFailedError mismatch = (AssertionFailedError) failure;
    assertThat(mismatch.getExpected().getStringRepresentation()).contains("PING");
    assertThat(mismatch.getActual().getStringRepresentation()).contains("PIG");
  }

  @WithFakeServer
  static class UnplayedCase {
    @Test
    void test(FakeServer server) {
      server.play(send("220 ready"));
    }
  }

  @Test
  void aScriptThatNoConnectionPlayedFailsTheTest() {
    assertThat(Launch.of(UnplayedCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("No connection played");
  }

  @WithFakeServer
  static class BytesAfterEndCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PING", "PING");
    }
  }

  @Test
  void bytesAfterTheLastStepFailTheTest() {
    assertThat(Launch.of(BytesAfterEndCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("after");
  }

  @WithFakeServer
  static class ThrowingMatcherCase {
    @Test
    void test(FakeServer server) {
      server.play(
          Framing.lines(),
          expect(
              satisfying(
                  "is fine",
                  bytes -> {
                    throw new IllegalStateException("from the matcher");
                  })));
      try (Client client = new Client(server)) {
        client.ask("PING");
      }
    }
  }

  @Test
  void anExceptionInAMatcherFailsTheTestAndIsTheCause() {
    assertThat(Launch.of(ThrowingMatcherCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("from the matcher");
  }

  @WithFakeServer
  static class FailingCases {
    @Test
    void mismatch(FakeServer server) {
      converse(server, "PIG");
      throw new IllegalStateException("own");
    }

    @Test
    void unmet(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
      new Client(server).ask("PING");
      throw new IllegalStateException("own");
    }

    @Test
    void unplayed(FakeServer server) {
      server.play(expect("PING"));
      throw new IllegalStateException("own");
    }

    @Test
    void told(FakeServer server) {
      converse(server, "PIG");
      server.verify();
    }
  }

  @Test
  void theFailureOfATestHasOnlyWhatWentWrongAsSuppressed() {
    Output output = new Output();
    Launch launch = output.of(() -> Launch.of(FailingCases.class));
    assertThat(launch.failure("mismatch")).hasMessage("own");
    assertThat(launch.failure("mismatch").getSuppressed())
        .singleElement()
        .isInstanceOf(AssertionFailedError.class)
        .asString()
        .contains("\"PIG\"");
    assertThat(launch.failure("unmet")).hasMessage("own").hasNoSuppressedExceptions();
    assertThat(launch.failure("unplayed")).hasMessage("own").hasNoSuppressedExceptions();
    assertThat(launch.failure("told")).hasMessageContaining("\"PIG\"").hasNoSuppressedExceptions();
    assertThat(output.logged())
        .singleElement()
        .asString()
        .startsWith(
            "WARNING VerdictTest.FailingCases.mismatch failed with java.lang.IllegalStateException;"
                + " its conversation had gone wrong before that\n\nConnection #1 of ")
        .contains("\"PIG\"");
  }

  @WithFakeServer
  static class AbortedCases {
    @Test
    void mismatch(FakeServer server) {
      converse(server, "PIG");
      abort("no such machine");
    }

    @Test
    void unmet(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
      new Client(server).ask("PING");
      abort("no such machine");
    }

    @Test
    void unplayed(FakeServer server) {
      server.play(expect("PING"));
      abort("no such machine");
    }
  }

  @Test
  void anAbortedTestStaysAborted() {
    Output output = new Output();
    Launch launch = output.of(() -> Launch.of(AbortedCases.class));
    assertThat(launch.outcomes())
        .containsExactly("mismatch ABORTED", "unmet ABORTED", "unplayed ABORTED");
    assertThat(launch.failure("mismatch"))
        .isInstanceOf(TestAbortedException.class)
        .hasNoSuppressedExceptions();
    assertThat(output.text()).isEmpty();
  }

  @WithFakeServer
  static class FailingBeforeEachCase {
    @BeforeEach
    void prepare(FakeServer server) {
      converse(server, "PIG");
      throw new IllegalStateException("from @BeforeEach");
    }

    @Test
    void test() {}
  }

  @Test
  void theFailureOfBeforeEachHasTheMismatchAsSuppressed() {
    Throwable failure = Launch.of(FailingBeforeEachCase.class).failure();
    assertThat(failure).hasMessage("from @BeforeEach");
    assertThat(failure.getSuppressed()).singleElement().isInstanceOf(AssertionFailedError.class);
  }

  @WithFakeServer
  static class AfterEachCases {
    @Test
    void met(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
    }

    @AfterEach
    void finish(FakeServer server) {
      try (Client client = new Client(server)) {
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void whatAfterEachMethodsDoIsPartOfTheConversation() {
    Launch.of(AfterEachCases.class).passed();
  }

  @WithFakeServer
  static class FailingAfterEachCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PIG");
    }

    @AfterEach
    void finish() {
      throw new IllegalStateException("from @AfterEach");
    }
  }

  @Test
  void theFailureOfAfterEachHasTheMismatchAsSuppressed() {
    Throwable failure = Launch.of(FailingAfterEachCase.class).failure();
    assertThat(failure).hasMessage("from @AfterEach");
    assertThat(failure.getSuppressed()).singleElement().isInstanceOf(AssertionFailedError.class);
  }

  @WithFakeServer
  static class LateClientCase {
    @AutoClose("leave")
    LateClient client = new LateClient();

    @Test
    void test(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      client.wire = new Client(server);
      client.wire.ask("PING");
    }

    static class LateClient {
      Client wire;

      void leave() {
        wire.ask("QUIT");
        wire.close();
      }
    }
  }

  @Test
  void whatAClientSaysWhenItsFieldIsClosedIsJudgedToo() {
    assertThat(Launch.of(LateClientCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("QUIT");
  }

  private static void connectAgain(FakeServer server) {
    try (Client again = new Client(server)) {
      again.say("PING");
    }
  }

  @WithFakeServer
  static class SecondConnectionCases {
    @AutoClose("leave")
    final Pool pool = new Pool();

    @Test
    void inTheTest(FakeServer server) {
      converse(server, "PING");
      connectAgain(server);
    }

    @Test
    void whenAFieldIsClosed(FakeServer server) {
      converse(server, "PING");
      pool.server = server;
    }

    static class Pool {
      FakeServer server; // null until one is to be connected to

      void leave() {
        if (server != null) {
          connectAgain(server);
        }
      }
    }
  }

  /** Nobody waits for the server to notice it: neither may the verdict miss it. */
  @RepeatedTest(20)
  void aConnectionThatNobodyScriptedFailsTheTestWheneverItComes(@TempDir Path directory) {
    Recording recording = Recording.of(SecondConnectionCases.class, directory);
    assertThat(recording.failures())
        .hasSize(2)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("Connection #2 of")
                    .hasMessageContaining("all connections: " + directory)
                    .hasNoSuppressedExceptions());
    assertThat(recording.entries()).hasSize(2);
  }

  static class PrecedenceCases {
    @AutoClose("leave")
    LateClientCase.LateClient client = new LateClientCase.LateClient();

    @Test
    void passes(@Fake("early") FakeServer early, @Fake("late") FakeServer late) {
      early.play(expect("never"));
      late.play(Framing.lines(), expect("PING").reply("PONG"));
      client.wire = new Client(late);
      client.wire.ask("PING");
    }

    @Test
    void fails(@Fake("early") FakeServer early, @Fake("late") FakeServer late) {
      passes(early, late);
      throw new IllegalStateException("own");
    }

    @AfterEach
    void finish(TestInfo test) {
      if (test.getDisplayName().startsWith("fails")) {
        throw new IllegalStateException("from @AfterEach");
      }
    }
  }

  @Test
  void whatComesFirstIsThrownWithTheRestAsSuppressed() {
    Launch launch = Launch.of(PrecedenceCases.class);
    List<Throwable> failures = launch.failures();
    assertThat(failures).hasSize(2);
    Throwable own = failures.get(failures.get(0).getMessage().equals("own") ? 0 : 1);
    Throwable verdict = failures.get(failures.get(0) == own ? 1 : 0);
    assertThat(own).hasMessage("own");
    assertThat(own.getSuppressed()).singleElement().asString().contains("from @AfterEach");
    assertThat(verdict)
        .hasMessageContaining("No connection played")
        .hasMessageContaining("'early'");
    assertThat(verdict.getSuppressed())
        .singleElement()
        .asString()
        .contains("'late'")
        .contains("QUIT");
  }

  @WithFakeServer
  static class ThrowingReplyCase {
    @Test
    void test(FakeServer server) {
      server.play(
          Framing.lines(),
          expect("PING")
              .reply(
                  captures -> {
                    throw new AssertionError("on a server thread");
                  }));
      try (Client client = new Client(server)) {
        client.ask("PING");
      }
    }
  }

  @Test
  void anAssertionThatFailsOnAServerThreadFailsTheTest() {
    assertThat(Launch.of(ThrowingReplyCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .cause()
        .isInstanceOf(AssertionError.class)
        .hasMessage("on a server thread")
        .satisfies(
            cause ->
                assertThat(cause.getStackTrace()[0].getMethodName()).startsWith("lambda$test"));
  }

  static final List<String> WATCHED = new CopyOnWriteArrayList<>();

  static class Watcher implements TestWatcher {
    @Override
    public void testFailed(ExtensionContext context, Throwable failure) {
      WATCHED.add(Launch.SERVERS.get(0).transcriptText());
    }
  }

  @WithFakeServer
  @ExtendWith(Watcher.class)
  static class WatchedCase {
    @Test
    void test(FakeServer server) {
      Launch.SERVERS.add(server);
      converse(server, "PIG");
    }
  }

  @Test
  void aWatcherOfTheTestCanStillReadTheTranscript() {
    WATCHED.clear();
    assertThat(Launch.of(WatchedCase.class).failure()).isInstanceOf(AssertionFailedError.class);
    assertThat(WATCHED).singleElement().asString().contains("C: PIG");
  }

  @WithFakeServer
  static class GoodCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PING");
    }

    @Test
    void asksForNone() {}
  }

  @Test
  void nothingIsPrintedWhenAllIsWell() {
    Output output = new Output();
    output.of(() -> Launch.of(GoodCase.class)).passed();
    assertThat(output.text()).isEmpty();
  }
}
