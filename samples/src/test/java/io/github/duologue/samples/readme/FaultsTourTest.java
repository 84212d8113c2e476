package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.network;
import static io.github.duologue.dsl.Steps.resetConnection;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.stall;
import static io.github.duologue.dsl.Steps.startReading;
import static io.github.duologue.dsl.Steps.stopReading;
import static io.github.duologue.dsl.Steps.trickled;
import static io.github.duologue.dsl.Steps.truncated;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static io.github.duologue.network.Condition.cutAfter;
import static io.github.duologue.network.Condition.latency;
import static io.github.duologue.network.Condition.slices;
import static io.github.duologue.network.Condition.throttled;
import static io.github.duologue.network.NetworkConditions.none;
import static io.github.duologue.network.NetworkConditions.toClient;
import static io.github.duologue.network.NetworkConditions.toServer;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.faults.EveryFault;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.network.Fault;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The snippets of the README's tour about faults and networks, played to the end. */
@WithFakeServer
class FaultsTourTest {

  @Test
  void aReplyGoesWrong(FakeServer server) throws IOException {
    Script cut =
        script(Framing.lines(), expect("PRICE").then(truncated(4, send("12.50")), disconnect()));
    Script silent = script(Framing.lines(), expect("PRICE").then(stall()));
    Script slow =
        script(Framing.lines(), expect("PRICE").then(trickled(1, ofMillis(10), send("12.50"))));
    Script dead = script(resetConnection()); // as soon as it is accepted

    server.play(dead, cut, silent, slow);

    Prices prices = new Prices(server.address());
    assertThatThrownBy(prices::read).isInstanceOf(IOException.class);
    assertThatThrownBy(prices::read).isInstanceOf(EOFException.class);
    assertThatThrownBy(prices::read).isInstanceOf(SocketTimeoutException.class);
    assertThat(prices.read()).isEqualTo("12.50");
  }

  @Test
  void theServerDoesNotRead(FakeServer server) throws Exception {
    server.play(
        expect("BEGIN").then(stopReading()),
        awaitSignal("read on").then(startReading(), disconnect()));

    CompletableFuture<Integer> upload =
        CompletableFuture.supplyAsync(() -> Upload.to(server.address()));
    server.connection(1).awaitFull(); // the client is blocked
    assertThat(upload).isNotDone();
    server.raise("read on");
    assertThat(upload.get()).isPositive();
  }

  @Test
  void theNetworkIsSlow(FakeServer server) throws IOException {
    server.network(
        toClient(slices(1), latency(ofMillis(20))) // a byte at a time, each 20 ms late
            .and(toServer(throttled(10_000)))); // bytes per second
    server.play(Framing.lines(), expect("PRICE").reply("12.50"));

    assertThat(new Prices(server.address()).read()).isEqualTo("12.50");
  }

  @Test
  void theFirstConnectionIsCut(FakeServer server) throws IOException {
    server.network(n -> n == 1 ? toClient(cutAfter(4, Fault.DISCONNECT)) : none());
    server.playEvery(script(Framing.lines(), expect("PRICE").reply("12.50")));

    Prices prices = new Prices(server.address());
    assertThatThrownBy(prices::read).isInstanceOf(IOException.class);
    assertThat(prices.read()).isEqualTo("12.50");
  }

  @Test
  void aStretchIsSlow(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        network(toClient(latency(ofMillis(50))), expect("PRICE").reply("12.50")),
        disconnect());

    assertThat(new Prices(server.address()).read()).isEqualTo("12.50");
  }

  @TestFactory
  Stream<DynamicNode> survivesEveryFault() {
    Script conversation = script(Framing.lines(), expect("PRICE").reply("12.50"));

    return EveryFault.in(conversation)
        .client(server -> new Prices(server.address()).read())
        .harmful(sameResult().or(throwing(IOException.class)))
        .within(ofSeconds(20))
        .tests();
  }

  /** Connects each time it asks. */
  private record Prices(InetSocketAddress server) {
    String read() throws IOException {
      try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
        socket.setSoTimeout(200);
        socket.getOutputStream().write("PRICE\n".getBytes(StandardCharsets.UTF_8));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int next = lines.read(); next != '\n'; next = lines.read()) {
          if (next < 0) {
            throw new EOFException("the server has gone amid '" + line + "'");
          }
          line.append((char) next);
        }
        return line.toString();
      }
    }
  }

  /** Sends more than buffers hold. */
  private static final class Upload {
    static int to(InetSocketAddress server) {
      byte[] much = new byte[16 * 1024 * 1024];
      try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
        socket.getOutputStream().write("BEGIN".getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(much);
        return much.length;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
