package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/**
 * What a failed test leaves behind: the transcript as a file, report entries, a line in the log.
 */
class EvidenceTest {
  @TempDir Path directory;
  private final Output output = new Output();

  private Recording run(Class<?> cases) {
    return output.of(() -> Recording.of(cases, directory));
  }

  private static void converse(FakeServer server, String line) {
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Client client = new Client(server)) {
      client.ask(line);
    }
  }

  @WithFakeServer(name = "ping/pong server")
  static class BadCase {
    @Test
    void test(FakeServer server) {
      Launch.SERVERS.add(server);
      converse(server, "PIG");
    }
  }

  @Test
  void theTranscriptIsAFileWhosePathIsInTheMessage() {
    Launch.SERVERS.clear();
    Recording recording = run(BadCase.class);
    Path file = recording.files().get(0);
    assertThat(file).hasFileName("ping_pong_server.transcript.txt");
    assertThat(file.toFile().toString()).contains("test");
    assertThat(file)
        .content()
        .matches(
            "(?s)#1  C: \\(connected\\) +\\+\\d+ ms\n#1  C: PIG +\\+\\d+ ms\n#1  \\(deviated\\).*");
    assertThat(recording.failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith("Connection #1 of 'ping/pong server' deviated")
        .hasMessageEndingWith("\n\nall connections: " + file);
    AssertionFailedError failure = (AssertionFailedError) recording.failure();
    assertThat(failure.getExpected().getStringRepresentation()).contains("PING");
    assertThat(failure.getActual().getStringRepresentation()).contains("PIG");
    assertThat(recording.entries()).hasSize(1);
    assertThat(recording.entries().get(0))
        .containsEntry("duologue.server", "ping/pong server")
        .containsEntry("duologue.port", "" + Launch.SERVERS.get(0).port())
        .containsEntry(
            "duologue.verdict",
            "Connection #1 of 'ping/pong server' deviated from its script at step 1 of 1.");
    assertThat(output.text()).isEmpty();
  }

  @WithFakeServer
  static class MaskedCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PIG");
      throw new IllegalStateException("from the client");
    }
  }

  @Test
  void aMismatchThatTheFailureOfTheClientHidesIsAttachedLoggedAndPublished() {
    Recording recording = run(MaskedCase.class);
    String path = "\n\nall connections: " + recording.files().get(0);
    assertThat(recording.failure()).hasMessage("from the client");
    assertThat(recording.failure().getSuppressed()).hasSize(1);
    assertThat(recording.failure().getSuppressed()[0])
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\"PIG\"")
        .hasMessageEndingWith(path);
    assertThat(recording.entries())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.get("duologue.verdict")).contains("\"PIG\"").endsWith(path));
    assertThat(output.logged())
        .singleElement()
        .asString()
        .startsWith(
            "WARNING EvidenceTest.MaskedCase.test failed with java.lang.IllegalStateException; its"
                + " conversation had gone wrong before that\n\nConnection #1 of")
        .endsWith(path);
  }

  @WithFakeServer
  static class OwnFailureCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PING");
      throw new IllegalStateException("own");
    }
  }

  @Test
  void aFailureThatHasNothingToDoWithTheServerHasANoteOfTheTranscript() {
    Recording recording = run(OwnFailureCase.class);
    assertThat(recording.failure()).hasMessage("own");
    assertThat(recording.failure().getSuppressed()).hasSize(1);
    assertThat(recording.failure().getSuppressed()[0])
        .hasMessage(
            "no client of 'EvidenceTest.OwnFailureCase.test' has deviated so far\nall connections: "
                + recording.files().get(0))
        .hasNoCause();
    assertThat(recording.entries().get(0))
        .containsEntry("duologue.verdict", "no client has deviated so far");
    assertThat(output.text()).isEmpty();
  }

  @WithFakeServer
  static class ToldCase {
    @Test
    void test(FakeServer server) {
      converse(server, "PIG");
      server.verify();
    }
  }

  @Test
  void aVerdictThatTheTestHasThrownItselfIsToldOnce() {
    Recording recording = run(ToldCase.class);
    assertThat(recording.failure()).hasMessageContaining("\"PIG\"");
    assertThat(recording.failure().getSuppressed()).hasSize(1);
    assertThat(recording.failure().getSuppressed()[0])
        .hasMessage(
            "the transcript of 'EvidenceTest.ToldCase.test'\nall connections: "
                + recording.files().get(0));
    assertThat(recording.entries().get(0).get("duologue.verdict")).endsWith("at step 1 of 1.");
    assertThat(output.text()).isEmpty();
  }

  @WithFakeServer
  static class GoodCase {
    @Test
    void good(FakeServer server) {
      converse(server, "PING");
    }

    @Test
    void aborted(FakeServer server) {
      converse(server, "PIG");
      abort("no such machine");
    }
  }

  @Test
  void nothingIsLeftWhenAllIsWellOrTheTestWasAborted() {
    Recording recording = run(GoodCase.class);
    assertThat(recording.files()).isEmpty();
    assertThat(recording.entries()).isEmpty();
    assertThat(output.text()).isEmpty();
  }

  @WithFakeServer
  static class TimeoutCases {
    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void sameThread(FakeServer server) {
      hang(server);
    }

    @Test
    @Timeout(
        value = 300,
        unit = TimeUnit.MILLISECONDS,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void separateThread(FakeServer server) {
      hang(server);
    }

    static void hang(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT").reply("BYE"));
      Client client = new Client(server);
      client.ask("PING");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException timeout) {
        client.ask("QUIT");
      }
    }
  }

  @Test
  void theTranscriptUpToATimeoutIsKeptBesideTheWholeOne() {
    Recording recording = run(TimeoutCases.class);
    assertThat(recording.failures()).hasSize(2);
    for (Throwable failure : recording.failures()) {
      assertThat(failure).isInstanceOf(TimeoutException.class);
      assertThat(failure.getSuppressed())
          .filteredOn(TranscriptNote.class::isInstance)
          .singleElement()
          .asString()
          .contains("\nall connections: ", "\nas it was when the time was up: ");
    }
    List<Path> files = recording.files();
    assertThat(files).hasSize(4);
    for (Path file : files) {
      boolean atTimeout = file.toString().contains("-at-timeout");
      assertThat(file).content().contains("PONG");
      assertThat(file.toFile().length()).isPositive();
      if (atTimeout) {
        assertThat(file).content().doesNotContain("QUIT");
      }
    }
    assertThat(files).filteredOn(file -> file.toString().contains("-at-timeout")).hasSize(2);
  }

  static class RegisteredTimeoutCase {
    @RegisterExtension final FakeServerExtension own = FakeServerExtension.builder().build();

    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void test() {
      TimeoutCases.hang(own.server());
    }
  }

  static class FieldTimeoutCase {
    @Fake FakeServer server;

    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void test() {
      TimeoutCases.hang(server);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {RegisteredTimeoutCase.class, FieldTimeoutCase.class})
  void theTranscriptUpToATimeoutIsKeptHoweverTheServerIsDeclared(Class<?> cases) {
    Recording recording = run(cases);
    assertThat(recording.failure()).isInstanceOf(TimeoutException.class);
    assertThat(recording.files())
        .hasSize(2)
        .filteredOn(file -> file.toString().contains("-at-timeout"))
        .singleElement(InstanceOfAssertFactories.PATH)
        .content()
        .contains("PONG")
        .doesNotContain("QUIT");
  }

  @WithFakeServer
  static class RepeatedCase {
    @RepeatedTest(3)
    void test(FakeServer server) {
      converse(server, "PIG");
    }
  }

  @WithFakeServer(name = "a b")
  @WithFakeServer(name = "a/b")
  static class AlikeCase {
    @Test
    void test(@Fake("a b") FakeServer first, @Fake("a/b") FakeServer second) {
      converse(first, "FIRST");
      converse(second, "SECOND");
    }
  }

  @Test
  void serversWhoseNamesLookAlikeInAFileHaveOneEach() {
    Recording recording = run(AlikeCase.class);
    assertThat(recording.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("a_b.transcript.txt", "a_b-2.transcript.txt");
    for (Path file : recording.files()) {
      boolean first = file.endsWith("a_b.transcript.txt");
      assertThat(file).content().contains(first ? "FIRST" : "SECOND");
    }
  }

  @Test
  void everyInvocationHasAFileOfItsOwn() {
    Recording recording = run(RepeatedCase.class);
    assertThat(recording.failures()).hasSize(3);
    assertThat(recording.files()).hasSize(3);
    for (Throwable failure : recording.failures()) {
      String message = failure.getMessage();
      Path file = Path.of(message.substring(message.lastIndexOf(": ") + 2));
      assertThat(recording.files()).contains(file);
    }
  }

  @WithFakeServer(lenient = true)
  static class LenientCases {
    @Test
    void bad(FakeServer server) {
      converse(server, "PIG");
    }

    @Test
    void good(FakeServer server) {
      converse(server, "PING");
    }
  }

  static class RegisteredLenientCases {
    @RegisterExtension
    final FakeServerExtension own = FakeServerExtension.builder().lenient().build();

    @Test
    void bad() {
      converse(own.server(), "PIG");
    }

    @Test
    void good() {
      converse(own.server(), "PING");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {LenientCases.class, RegisteredLenientCases.class})
  void aLenientServerFailsNothingAndSaysSo(Class<?> cases) {
    Recording recording = run(cases);
    assertThat(recording.failures()).isEmpty();
    assertThat(recording.entries()).hasSize(1);
    assertThat(recording.entries().get(0).get("duologue.verdict"))
        .startsWith("not judged, since it is lenient: Connection #1 of")
        .endsWith("all connections: " + recording.files().get(0));
    assertThat(output.text()).isEmpty();
  }
}
