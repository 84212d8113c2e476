package io.github.duologue.samples.websocket;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.samples.websocket.ChatTest.ENTRANCE;
import static io.github.duologue.samples.websocket.ChatTest.FAREWELL;
import static io.github.duologue.samples.websocket.ChatTest.room;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a test says of those who do not behave in a chat room. */
class WrongChatTest {

  @Test
  void aMessageThatNeverEndsIsSeenInItsFrame() {
    assertThat(failureOf("neverEndsItsMessages"))
        .isEqualTo(
            """
            Connection #1 of 'WrongChatTest.Cases.neverEndsItsMessages' deviated from its script at step 2 of 3.

            expected
              "text hello"       at io.github.duologue.samples.websocket.WrongChatTest$Cases.neverEndsItsMessages(WrongChatTest.java:0)
            but received
              "text... hello"    13 bytes, +0 ms
            first difference at byte 4: '.' (2e) instead of ' ' (20)

            transcript of #1
              C: GET /rooms/java HTTP/1.1\\r\\nConn … 0==\\r\\nSec-WebSocket-Version: 13 (000 bytes)    +0 ms
              S: HTTP/1.1 101 Switching Protoco … 0000000000000000000000000=\\r\\n\\r\\n (129 bytes)    +0 ms
              S: (framing is now perDirection(of(maskedFrames()), of(unmaskedFrames())))            +0 ms
              C: text Ada is here                                                                   +0 ms
              C: text... hello                                                                      +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void oneWhoDoesNotAskForMoreIsFoundAsleep() {
    assertThat(failureOf("stopsListening"))
        .isEqualTo(
            """
            Connection #1 of 'WrongChatTest.Cases.stopsListening' sent nothing more within 500 ms at step 3 of 4 of its script.

            expected
              "pong awake?".within(ofMillis(500))    at io.github.duologue.samples.websocket.WrongChatTest$Cases.stopsListening(WrongChatTest.java:0)
            but received
              nothing                                for 500 ms

            transcript of #1
              C: GET /rooms/java HTTP/1.1\\r\\nConn … 0==\\r\\nSec-WebSocket-Version: 13 (000 bytes)    +0 ms
              S: HTTP/1.1 101 Switching Protoco … 0000000000000000000000000=\\r\\n\\r\\n (129 bytes)    +0 ms
              S: (framing is now perDirection(of(maskedFrames()), of(unmaskedFrames())))            +0 ms
              C: text Ada is here                                                                   +0 ms
              S: text hello                                                                         +0 ms
              S: ping awake?                                                                        +0 ms
              (nothing more came)                                                                   +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void goingWithoutAWordIsTooEarly() {
    assertThat(failureOf("leavesWithoutAWord"))
        .isEqualTo(
            """
            Connection #1 of 'WrongChatTest.Cases.leavesWithoutAWord' was closed by the client too early, at step 2 of 2 of its script.

            expected
              "close 1000 bye"    at io.github.duologue.samples.websocket.ChatTest.<clinit>(ChatTest.java:0), played at io.github.duologue.samples.websocket.WrongChatTest$Cases.leavesWithoutAWord(WrongChatTest.java:0)
            but received
              end of stream       +0 ms

            transcript of #1
              C: GET /rooms/java HTTP/1.1\\r\\nConn … 0==\\r\\nSec-WebSocket-Version: 13 (000 bytes)    +0 ms
              S: HTTP/1.1 101 Switching Protoco … 0000000000000000000000000=\\r\\n\\r\\n (129 bytes)    +0 ms
              S: (framing is now perDirection(of(maskedFrames()), of(unmaskedFrames())))            +0 ms
              C: text Ada is here                                                                   +0 ms
              C: (end of stream)                                                                    +0 ms   <-- here""");
  }

  @Test
  void aFrameThatIsNotMaskedIsNone() {
    assertThat(failureOf("forgetsTheMask"))
        .isEqualTo(
            """
            Connection #1 of 'WrongChatTest.Cases.forgetsTheMask' deviated from its script at step 1 of 2: the bytes are not a frame of perDirection(of(maskedFrames()), of(unmaskedFrames())).

            expected
              "text Ada is here"                                        at io.github.duologue.samples.websocket.ChatTest.<clinit>(ChatTest.java:0), played at io.github.duologue.samples.websocket.WrongChatTest$Cases.forgetsTheMask(WrongChatTest.java:0)
            but received
              81 0b 41 64 61 20 69 73 20 68 65 72 65 |..Ada is here|    13 bytes, +0 ms
            wrong from byte 1 on: a client masks its frames

            transcript of #1
              C: GET /rooms/java HTTP/1.1\\r\\nHost … 0==\\r\\nSec-WebSocket-Version: 13 (000 bytes)    +0 ms
              S: HTTP/1.1 101 Switching Protoco … 0000000000000000000000000=\\r\\n\\r\\n (129 bytes)    +0 ms
              S: (framing is now perDirection(of(maskedFrames()), of(unmaskedFrames())))            +0 ms
              C: 81 0b 41 64 61 20 69 73 20 68 65 72 65 |..Ada is here|                             +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  /**
   * Tells how a test failed; keys and sizes of requests, which no two runs have in common, are
   * zeros, and what the client sends when it sees that the connection was closed is left out.
   */
  private static String failureOf(String method) {
    return Failures.of(Cases.class, method)
        .replaceAll("\\w==(?=\\\\r)", "0==")
        .replaceAll("[\\w+/]{25}=(?=\\\\r)", "0".repeat(25) + "=")
        .replaceAll("13 \\(\\d+ bytes\\)", "13 (000 bytes)")
        .replaceAll("\n  C: \\(\\d+ bytes after the end, ignored\\).*", "");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void neverEndsItsMessages(FakeServer server) throws Exception {
      server.play(ENTRANCE, expect("text hello").reply("text hello you"), FAREWELL);

      new EndlessChat().enter(room(server)).say("hello");
    }

    @Test
    void stopsListening(FakeServer server) throws Exception {
      server.play(
          ENTRANCE,
          send("text hello", "ping awake?"),
          expect("pong awake?").within(ofMillis(500)),
          FAREWELL);

      new SleepyChat().enter(room(server));
    }

    @Test
    void leavesWithoutAWord(FakeServer server) throws Exception {
      server.play(ENTRANCE, FAREWELL);

      new Chat().enter(room(server)).flee();
    }

    @Test
    void forgetsTheMask(FakeServer server) throws Exception {
      server.play(ENTRANCE, FAREWELL);

      try (Socket socket = new Socket(server.host(), server.port())) {
        new HomemadeChat(socket).enter();
      }
    }
  }

  private static final class EndlessChat extends Chat {
    @Override
    void say(String text) throws Exception {
      say(text, false);
    }
  }

  /** The JDK's client reads no more than it is asked to, pings included. */
  private static final class SleepyChat extends Chat {
    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
      return null;
    }
  }

  private static final class HomemadeChat {
    private final Socket socket;

    HomemadeChat(Socket socket) {
      this.socket = socket;
    }

    void enter() throws IOException {
      write(
          """
          GET /rooms/java HTTP/1.1
          Host: localhost
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """
              .replace("\n", "\r\n"));
      for (String read = ""; !read.endsWith("\r\n\r\n"); ) {
        read += (char) socket.getInputStream().read();
      }
      write("\u0081\u000bAda is here");
    }

    private void write(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(ISO_8859_1));
    }
  }
}
