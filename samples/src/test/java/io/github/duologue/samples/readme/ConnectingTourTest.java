package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The snippet of the README's tour about clients that cannot connect, played to the end. */
class ConnectingTourTest {

  @Test
  @WithFakeServer(listening = false)
  void theServerIsNotThereForAWhile(FakeServer server) throws IOException {
    Client client = new Client(server.address());
    server.playEvery(script(Framing.lines(), expect("PING").reply("PONG")));

    assertThrows(ConnectException.class, client::ping); // @WithFakeServer(listening = false)
    server.startListening();
    client.ping();
    server.stopListening();
    assertThrows(ConnectException.class, client::ping);
    server.stopAccepting();
    assertThrows(SocketTimeoutException.class, client::ping);
    server.startListening();
    client.ping();
  }

  /** Connects with a time-out each time it asks. */
  private record Client(InetSocketAddress server) {
    void ping() throws IOException {
      try (Socket socket = new Socket()) {
        socket.connect(server, 500);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("PING\n".getBytes(StandardCharsets.UTF_8));
        byte[] answer = socket.getInputStream().readNBytes(5);
        if (!"PONG\n".equals(new String(answer, StandardCharsets.UTF_8))) {
          throw new IOException("no PONG");
        }
      }
    }
  }
}
