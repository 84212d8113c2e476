package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.anyOrder;
import static io.github.duologue.dsl.Steps.atMost;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A test as users write them, run as users run them. */
@WithFakeServer
class SmtpClientTest {

  static final Exchange LOGIN =
      expect(regex("AUTH (?<user>\\S+)")).reply(captures -> "235 hello " + captures.text("user"));

  @Test
  void sendsOneMail(FakeServer server) throws IOException {
    server.play(
        Framing.crlfLines(),
        send("220 ready"),
        expect(startingWith("EHLO ")).reply("250-fake", "250 8BITMIME"),
        LOGIN,
        anyOrder(expect("RCPT TO:<a@x>").reply("250 ok"), expect("RCPT TO:<b@x>").reply("250 ok")),
        atMost(3, expect("NOOP").reply("250 ok")),
        expect("QUIT").reply("221 bye").then(disconnect()));

    new SmtpClient(server.address()).send("b@x", "a@x");
  }

  @Test
  void saysWhichRecipientWasRefused(FakeServer server) {
    server.play(
        Framing.crlfLines(),
        send("220 ready"),
        expect(startingWith("EHLO ")).reply("250 fake"),
        LOGIN,
        expect("RCPT TO:<a@x>").reply("550 no such mailbox").then(disconnect()));

    assertThatThrownBy(() -> new SmtpClient(server.address()).send("a@x"))
        .hasMessage("RCPT TO:<a@x> was answered with 550 no such mailbox");
  }

  /** The client under test: as much of SMTP as these tests need. */
  private record SmtpClient(InetSocketAddress address) {

    void send(String... recipients) throws IOException {
      try (Socket socket = new Socket(address.getAddress(), address.getPort());
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        answer("greeting", in);
        ask("EHLO me", socket, in);
        ask("AUTH alice", socket, in);
        for (String recipient : recipients) {
          ask("RCPT TO:<" + recipient + ">", socket, in);
        }
        ask("QUIT", socket, in);
      }
    }

    private static void ask(String line, Socket socket, BufferedReader in) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      answer(line, in);
    }

    private static void answer(String line, BufferedReader in) throws IOException {
      String answer = in.readLine();
      while (answer != null && answer.startsWith("250-")) {
        answer = in.readLine();
      }
      if (answer == null || !answer.startsWith("2")) {
        throw new IOException(line + " was answered with " + answer);
      }
    }
  }
}
