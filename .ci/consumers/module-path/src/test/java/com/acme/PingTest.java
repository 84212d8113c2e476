package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.duologue.junit.Fake;
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
  @Fake("field") FakeServer field;

  @Test
  void aClientIsAnsweredByTheScript(FakeServer server) throws IOException {
    server.play(Greeting.SCRIPT);

    try (var socket = new Socket(server.host(), server.port());
        var in = reader(socket)) {
      assertEquals("ready", in.readLine());
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      assertEquals("PONG", in.readLine());
    }
  }

  @Test
  void aFieldIsFilled() {
    assertEquals("field", field.name());
  }

  @Test
  void theLibraryIsOnTheModulePath() {
    assertEquals("io.github.duologue.fixture", FakeServer.class.getModule().getName());
    assertEquals("io.github.duologue.junit", WithFakeServer.class.getModule().getName());
    assertEquals("com.acme.kit", PingTest.class.getModule().getName());
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
