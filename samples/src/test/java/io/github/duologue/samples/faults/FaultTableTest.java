package io.github.duologue.samples.faults;

import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.garbage;
import static io.github.duologue.dsl.Steps.pause;
import static io.github.duologue.dsl.Steps.resetConnection;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.shutdownOutput;
import static io.github.duologue.dsl.Steps.stall;
import static io.github.duologue.dsl.Steps.stopReading;
import static io.github.duologue.dsl.Steps.trickled;
import static io.github.duologue.dsl.Steps.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Step;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's table of faults is what clients see. */
@WithFakeServer(deadline = "20 s")
class FaultTableTest {
  private static final Path README = Path.of("..", "README.md");

  /** Long enough for a reset to come behind what the client is to read before it. */
  private static final Duration BEHIND = Duration.ofMillis(200);

  /** A row of the table; the client says HI, and goes on as the routine says. */
  enum Row {
    REFUSED("stopListening()", Routine.READ, FakeServer::stopListening),
    TIMED_OUT("stopAccepting()", Routine.READ, FakeServer::stopAccepting),
    RESET_AT_ONCE("resetConnection()", Routine.READ, plays(resetConnection())),
    RESET_AMID(
        "truncated(3, …), pause(…), resetConnection()",
        Routine.READ,
        plays(expect("HI").then(truncated(3, send("HELLO")), pause(BEHIND), resetConnection()))),
    ENDED_AMID(
        "truncated(3, …), disconnect()",
        Routine.READ,
        plays(expect("HI").then(truncated(3, send("HELLO")), disconnect()))),
    STALLED_AMID(
        "truncated(3, …), stall()",
        Routine.READ,
        plays(expect("HI").then(truncated(3, send("HELLO")), stall()))),
    ENDED(
        "disconnect()",
        Routine.READ_THEN_WRITE,
        plays(expect("HI").reply("HELLO").then(disconnect()))),
    HALF_CLOSED(
        "shutdownOutput()",
        Routine.READ,
        plays(expect("HI").reply("HELLO").then(shutdownOutput()))),
    DEAF(
        "stopReading()",
        Routine.FLOOD,
        plays(expect("HI").then(stopReading()), awaitSignal("full").then(resetConnection()))),
    GARBAGE("garbage(5, 1)", Routine.READ, plays(expect("HI").then(garbage(5, 1), disconnect()))),
    TRICKLED(
        "trickled(1, …)",
        Routine.READ,
        plays(expect("HI").then(trickled(1, Duration.ofMillis(2), send("HELLO")), disconnect())));

    private final String fault;
    private final Routine routine;
    private final Consumer<FakeServer> arm;

    Row(String fault, Routine routine, Consumer<FakeServer> arm) {
      this.fault = fault;
      this.routine = routine;
      this.arm = arm;
    }

    private static Consumer<FakeServer> plays(Step... steps) {
      return server -> server.play(Framing.lines(), steps);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSocketSeesWhatTheTableSays(Row row, FakeServer server) throws Exception {
    check(row, server, new SocketProbe(), 1);
  }

  @ParameterizedTest
  @EnumSource
  void aChannelSeesWhatTheTableSays(Row row, FakeServer server) throws Exception {
    check(row, server, new ChannelProbe(), 2);
  }

  @ParameterizedTest
  @EnumSource
  void pythonSeesWhatTheTableSays(Row row, FakeServer server) throws Exception {
    Optional<Path> python = PythonProbe.find();
    assumeTrue(python.isPresent(), "no python3 is installed here");
    check(row, server, new PythonProbe(python.get()), 3);
  }

  private static void check(Row row, FakeServer server, Probe probe, int column) throws Exception {
    row.arm.accept(server);
    CompletableFuture<String> seen =
        CompletableFuture.supplyAsync(() -> probe.run(server.address(), row.routine));
    if (row.routine == Routine.FLOOD) {
      server.connection(1).awaitFull();
      assertThat(seen).as("what the client does while nobody reads").isNotDone();
      server.raise("full");
    }
    assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo(table().get(row.fault)[column]);
  }

  /** The rows of the table by the fault in their first column. */
  private static Map<String, String[]> table() throws IOException {
    return Files.readAllLines(README).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(2, line.length() - 2).replace("`", "").split(" \\| "))
        .filter(cells -> cells.length == 4)
        .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
  }
}
