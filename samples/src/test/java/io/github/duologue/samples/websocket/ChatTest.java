package io.github.duologue.samples.websocket;

import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.every;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.optional;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.dsl.Steps.unframed;
import static io.github.duologue.dsl.Steps.whenever;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.samples.websocket.WebSockets.handshake;
import static io.github.duologue.samples.websocket.WebSockets.masked;
import static io.github.duologue.samples.websocket.WebSockets.opening;
import static io.github.duologue.samples.websocket.WebSockets.switchingProtocols;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithFakeServer
class ChatTest {

  static final Exchange ENTRANCE = sequence(handshake("/rooms/java"), expect("text Ada is here"));

  static final Exchange FAREWELL =
      expect("close 1000 bye").reply("close 1000 see you").then(disconnect());

  @Test
  void whatIsSaidIsOneMessageEach(FakeServer server) throws Exception {
    server.play(
        ENTRANCE,
        expect("text hello").reply("text hello you"),
        expect("text Grüße").reply("text grüezi", "text salut"),
        FAREWELL);

    Chat chat = new Chat().enter(room(server));
    chat.say("hello");
    assertThat(chat.hear()).isEqualTo("hello you");
    chat.say("Grüße");
    assertThat(chat.hear()).isEqualTo("grüezi");
    assertThat(chat.hear()).isEqualTo("salut");
    chat.leave();
    assertThat(chat.end()).isEqualTo("1000 see you");
  }

  @Test
  void picturesAreBinary(FakeServer server) throws Exception {
    server.play(ENTRANCE, expect("binary 89 50 4e 47 00 ff").reply("binary ff d8 ff"), FAREWELL);

    Chat chat = new Chat().enter(room(server));
    chat.show(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, -1});
    assertThat(chat.hear()).isEqualTo("(a picture of 3 bytes)");
    chat.leave();
  }

  @Test
  void aMessageInFragmentsIsHeardAsOneAlsoWithAPingAmongThem(FakeServer server) throws Exception {
    server.play(
        ENTRANCE,
        send("text... Once upon", "continuation...  a", "ping awake?", "continuation  time"),
        expect("pong awake?"),
        FAREWELL);

    Chat chat = new Chat().enter(room(server));
    assertThat(chat.hear()).isEqualTo("Once upon a time");
    chat.leave();
  }

  @Test
  void aLongMessageIsSaidInAsManyFragmentsAsTheClientLikes(FakeServer server) throws Exception {
    server.play(
        ENTRANCE,
        expect(startingWith("text... Once")),
        atLeast(0, expect(startingWith("continuation... "))),
        expect(startingWith("continuation ")).reply("text that was long"),
        FAREWELL);

    Chat chat = new Chat().enter(room(server));
    chat.say("Once upon a time ... ".repeat(3000));
    assertThat(chat.hear()).isEqualTo("that was long");
    chat.leave();
  }

  @Test
  void pingsAreAnsweredAtAnyTime(FakeServer server) throws Exception {
    server.play(
        ENTRANCE,
        whenever(expect("pong awake?").then(raise("awake")))
            .during(
                every(ofMillis(20), send("ping awake?"))
                    .during(
                        expect("text hello"),
                        awaitSignal("awake"),
                        awaitSignal("awake").reply("text hello you")),
                FAREWELL));

    Chat chat = new Chat().enter(room(server));
    chat.say("hello");
    assertThat(chat.hear()).isEqualTo("hello you");
    chat.leave();
    assertThat(chat.end()).isEqualTo("1000 see you");
  }

  @Test
  void aRoomThatIsClosedIsLeft(FakeServer server) throws Exception {
    server.play(
        ENTRANCE,
        send("text lights out", "close 1001 going down"),
        expect("close 1001"),
        expectDisconnect());

    Chat chat = new Chat().enter(room(server));
    assertThat(chat.hear()).isEqualTo("lights out");
    assertThat(chat.end()).isEqualTo("1001 going down");
  }

  @Test
  void whoIsNotLetInIsTold(FakeServer server) {
    server.play(
        opening("/rooms/java").reply("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));

    assertThatExceptionOfType(WebSocketHandshakeException.class)
        .isThrownBy(() -> new Chat().enter(room(server)))
        .satisfies(refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void aServerThatHasNotReadTheKeyIsNotTrusted(FakeServer server) {
    server.play(
        opening("/rooms/java").reply(switchingProtocols("bm90IHRoZSBrZXkgYXQgYWxsISE=")),
        expectDisconnect());

    assertThatExceptionOfType(WebSocketHandshakeException.class)
        .isThrownBy(() -> new Chat().enter(room(server)))
        .satisfies(refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(101));
  }

  @Test
  void aServerThatMasksItsFramesIsNotListenedTo(FakeServer server) throws Exception {
    server.play(ENTRANCE, unframed(masked("text hello")), gone("close 1002"));

    Chat chat = new Chat().enter(room(server));
    assertThatThrownBy(chat::end).hasCauseInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "an opcode that means nothing, 83 00",
    "a bit of an extension,        c1 00",
    "a ping in fragments,          09 00",
    "a ping that is too long,      89 7e 00 7e",
    "a continuation of nothing,    80 00",
    "half a code of a close,       88 01 03",
  })
  void aFrameThatMayNotBeIsTheEnd(String what, String frame, FakeServer server) throws Exception {
    server.play(ENTRANCE, unframed(Bytes.hex(frame)), gone("close 1002"));

    Chat chat = new Chat().enter(room(server));
    assertThatThrownBy(chat::end).as(what).hasCauseInstanceOf(ProtocolException.class);
  }

  @Test
  void textThatIsNoneIsTheEndToo(FakeServer server) throws Exception {
    server.play(ENTRANCE, unframed(Bytes.hex("81 01 ff")), gone("close 1007"));

    Chat chat = new Chat().enter(room(server));
    assertThatThrownBy(chat::end).hasCauseInstanceOf(ProtocolException.class);
  }

  /** A client that cannot go on need not say why, and often the connection is gone before. */
  private static Exchange gone(String reason) {
    return sequence(optional(expect(reason)), expectDisconnect());
  }

  static URI room(FakeServer server) {
    return server.uri("ws").resolve("/rooms/java");
  }
}
