package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;

@WithFakeServer
class GreetingTest {

  @Test
  void greetsTheServerAndLeaves(FakeServer server) throws IOException {
    server.play(
        Framing.crlfLines(),
        send("220 ready"),
        expect("EHLO me").reply("250 hello me"),
        expect("QUIT").reply("221 bye").then(disconnect()));

    // Your client goes here; this one is as small as can be.
    try (Socket socket = new Socket(server.host(), server.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        PrintStream out = new PrintStream(socket.getOutputStream())) {
      assertEquals("220 ready", in.readLine());
      out.print("EHLO me\r\n");
      assertEquals("250 hello me", in.readLine());
      out.print("QUIT\r\n");
      assertEquals("221 bye", in.readLine());
    }
  }
}
