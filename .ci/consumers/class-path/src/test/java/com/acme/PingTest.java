package com.acme;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@WithFakeServer
class PingTest {
  @Test
  void aClientIsAnsweredByTheScript(FakeServer server) throws IOException {
    server.play(Framing.crlfLines(), send("ready"), expect("PING").reply("PONG"));

    try (var socket = new Socket(server.host(), server.port());
        var in = reader(socket)) {
      assertEquals("ready", in.readLine());
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      assertEquals("PONG", in.readLine());
    }
  }

  @Test
  void theLibraryIsOnTheClassPath() {
    assertFalse(FakeServer.class.getModule().isNamed());
    assertFalse(WithFakeServer.class.getModule().isNamed());
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
