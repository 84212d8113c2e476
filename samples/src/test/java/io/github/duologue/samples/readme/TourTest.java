package io.github.duologue.samples.readme;

import static io.github.duologue.dsl.Steps.anyOrder;
import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.atMost;
import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.changeFraming;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.exactly;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.expectFrom;
import static io.github.duologue.dsl.Steps.let;
import static io.github.duologue.dsl.Steps.letNumber;
import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.optional;
import static io.github.duologue.dsl.Steps.pause;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.dsl.Steps.share;
import static io.github.duologue.dsl.Steps.startTransform;
import static io.github.duologue.dsl.Steps.template;
import static io.github.duologue.dsl.Steps.transformed;
import static io.github.duologue.match.Matchers.anyBytes;
import static io.github.duologue.match.Matchers.anyFrame;
import static io.github.duologue.match.Matchers.delimitedBy;
import static io.github.duologue.match.Matchers.layout;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.match.Matchers.text;
import static io.github.duologue.match.Matchers.textSatisfying;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.GeneratedBytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.codec.LengthPrefix;
import io.github.duologue.codec.Transform;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.match.Captures;
import io.github.duologue.match.Layout;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Script;
import io.github.duologue.script.Step;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The snippets of the README's tour, each played to the end. */
@WithFakeServer
class TourTest {

  static final Exchange LOGIN =
      expect(regex("AUTH (?<user>\\S+)")).reply(captures -> "235 hello " + captures.text("user"));

  @Test
  void clientsVary(FakeServer server) throws IOException {
    server.play(
        Framing.crlfLines(),
        send("220 ready"),
        expect(startingWith("EHLO ")).reply("250-fake", "250 8BITMIME"),
        optional(LOGIN),
        anyOrder(expect("RCPT TO:<a@x>").reply("250 ok"), expect("RCPT TO:<b@x>").reply("250 ok")),
        atMost(3, expect("NOOP").reply("250 ok")),
        oneOf(expect("QUIT").reply("221 bye").then(disconnect()), expectDisconnect()));

    Lines.of(server, "\r\n")
        .hear("220 ready")
        .say("EHLO me", "250-fake", "250 8BITMIME")
        .say("AUTH bob", "235 hello bob")
        .say("RCPT TO:<b@x>", "250 ok")
        .say("RCPT TO:<a@x>", "250 ok")
        .say("NOOP", "250 ok")
        .close();
  }

  private static int nonce() {
    return 4711; // that the client shall say it is what matters
  }

  @Test
  void capturesAreFilledIn(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        expect(regex("USER (?<user>\\w+)"))
            .then(let("session", captures -> captures.text("user") + "-" + nonce()))
            .reply(template("hello {user}, your session is {session}")),
        atLeast(1, expect(regex("TAG (?<tag>\\w+)")).reply(template("ok {tag}"))),
        expectFrom(captures -> text("TAGS " + captures.texts("tag"))),
        expect(template("QUIT {session}")).reply(template("bye {user}")));

    Lines.of(server, "\n")
        .say("USER bob", "hello bob, your session is bob-4711")
        .say("TAG a", "ok a")
        .say("TAG b", "ok b")
        .say("TAGS [a, b]")
        .say("QUIT bob-4711", "bye bob")
        .close();
  }

  @Test
  void connectionsShareValues(FakeServer server) throws IOException {
    Script query =
        script(
            Framing.lines(),
            expect("LOGIN")
                .then(letNumber("pid", captures -> nonce()), share("pid"))
                .reply(template("pid {pid}")),
            expect("SELECT"),
            awaitSignal("cancelled"),
            send("cancelled"));
    Exchange cancel = expect(template("CANCEL {shared:pid}")).then(raise("cancelled"));
    server.play(query, script(Framing.lines(), cancel));

    Lines client = Lines.of(server, "\n").say("LOGIN", "pid 4711").say("SELECT");
    Lines.of(server, "\n").say("CANCEL 4711").close();
    client.hear("cancelled").close();
    assertThat(server.shared().number("pid")).isEqualTo(4711);
  }

  @Test
  void exchangesAndSequencesAreRepeated(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        exactly(2, sequence(expect("BEGIN").reply("OK"), expect("COMMIT").reply("OK"))),
        atLeast(0, expect(anyFrame()).reply(captures -> "echo " + captures.text())));

    Lines.of(server, "\n")
        .say("BEGIN", "OK")
        .say("COMMIT", "OK")
        .say("BEGIN", "OK")
        .say("COMMIT", "OK")
        .say("one", "echo one")
        .say("two", "echo two")
        .close();
  }

  @Test
  void framesHaveTheirLengthInFront(FakeServer server) throws IOException {
    Layout request = Layout.of("u16:id 0000 u8:unit 03 u16:address u16:count");
    Layout reply = Layout.of("u16:id 0000 u8:unit 03 u8:size bytes[size]:registers");
    LengthPrefix length = LengthPrefix.ofWidth(2).offset(4); // Modbus/TCP's
    server.play(
        Framing.lengthPrefixed(length),
        expect(request.with("unit", 17).with("address", 0x6b).matcher()) // whatever id it has
            .replyBytes(
                captures ->
                    reply
                        .with(captures) // the id and the unit
                        .with("registers", Bytes.hex("022b 0000 0064"))
                        .bytes()),
        expect(layout("u16:id 0000 u8:unit 06 bytes[4]:written")).replyBytes(Captures::frame));

    Lines client = Lines.of(server, "");
    client.send(Bytes.hex("abcd 0000 0006 11 03 006b 0003"));
    assertThat(client.receive(15)).isEqualTo(Bytes.hex("abcd 0000 0009 11 03 06 022b 0000 0064"));
    Bytes write = Bytes.hex("abce 0000 0006 11 06 0001 0003");
    client.send(write);
    assertThat(client.receive(12)).isEqualTo(write);
    client.close();
  }

  @Test
  void withoutFramingWhatIsExpectedKnowsItsEnd(FakeServer server) throws IOException {
    server.play(
        expect(delimitedBy("\n")).reply("send 5 bytes\n"),
        expect(anyBytes(5).as("code")).reply(captures -> captures.text("code") + "!"),
        expect("bye"));

    Lines client = Lines.of(server, "\n").say("hello", "send 5 bytes");
    client.send(Bytes.utf8("12345"));
    assertThat(client.receive(6)).isEqualTo(Bytes.utf8("12345!"));
    client.send(Bytes.utf8("bye"));
    client.close();
  }

  @Test
  void aDownloadIsOfAnySize(FakeServer server) throws IOException {
    GeneratedBytes film = GeneratedBytes.repeating(Bytes.hex("00 01 02 03"), 50_000_000);
    server.play(
        expect(delimitedBy("\r\n\r\n").and(startingWith("GET /film ")))
            .reply("HTTP/1.1 200 OK\r\nContent-Length: " + film.size() + "\r\n\r\n")
            .reply(film));

    Lines client = Lines.of(server, "\r\n");
    client
        .say("GET /film HTTP/1.1\r\nHost: films")
        .say("", "HTTP/1.1 200 OK", "Content-Length: 50000000", "");
    assertThat(client.receive(50_000_000)).isEqualTo(film.part(0, 50_000_000));
    client.close();
  }

  @Test
  void anUploadIsOfAnySize(FakeServer server) throws IOException {
    GeneratedBytes film = GeneratedBytes.random(42, 50_000_000);
    server.play(
        expect("PUT film\n").reply("go on\n"),
        expect(film).reply("same\n"),
        expect(anyBytes(1_000_000).digested("SHA-256", "sum"))
            .reply(captures -> captures.text("sum") + "\n"));

    Lines client = Lines.of(server, "\n").say("PUT film", "go on");
    client.send(film.part(0, 50_000_000));
    client.hear("same");
    client.send(Bytes.copyOf(new byte[1_000_000]));
    client.hear("d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025").close();
  }

  @Test
  void theFramingChangesInMidConversation(FakeServer server) throws IOException {
    Framing mail = Framing.delimitedBy("\r\n.\r\n");
    server.play(
        Framing.crlfLines(),
        expect("DATA").reply("354 go on").then(changeFraming(mail)),
        expect(startingWith("Subject: ")).then(changeFraming(Framing.crlfLines()), send("250 ok")),
        expect("QUIT").reply("221 bye"));

    Lines.of(server, "\r\n")
        .say("DATA", "354 go on")
        .say("Subject: hi\r\n\r\nHow are you?\r\n.", "250 ok")
        .say("QUIT", "221 bye")
        .close();
  }

  @Test
  void aStretchIsUnderATransform(FakeServer server) throws Exception {
    server.play(
        Framing.lines(),
        expect(regex("KEY (?<key>.+)")).reply("ok"),
        transformed(c -> Transform.xor(c.bytes("key")), expect("PING").reply("PONG")),
        expect("COMPRESS").reply("ok").then(startTransform(Transform.deflate())),
        expect("QUIT").reply("bye"));

    Transform.Encoder xor = Transform.xor(Bytes.utf8("secret")).newEncoder();
    Transform.Encoder deflate = Transform.deflate().newEncoder();
    Lines client = Lines.of(server, "\n").say("KEY secret", "ok");
    client.send(xor.encode(Bytes.utf8("PING\n")));
    assertThat(client.receive(5))
        .isEqualTo(Transform.xor(Bytes.utf8("secret")).newEncoder().encode(Bytes.utf8("PONG\n")));
    client.say("COMPRESS", "ok");
    client.send(deflate.encode(Bytes.utf8("QUIT\n")));
    Bytes bye = Transform.deflate().newEncoder().encode(Bytes.utf8("bye\n"));
    assertThat(client.receive(bye.size())).isEqualTo(bye);
    client.close();
    deflate.close();
  }

  @Test
  void eachConnectionPlaysAScriptOfItsOwn(FakeServer server) throws IOException {
    Script refused = script("refused", Framing.lines(), send("busy, try again"), disconnect());
    Script served = script("served", Framing.lines(), send("welcome"), expect("bye"));
    server.inOrder(refused, refused).rest(served);

    Lines.of(server, "\n").hear("busy, try again").close();
    Lines.of(server, "\n").hear("busy, try again").close();
    Lines.of(server, "\n").hear("welcome").say("bye").close();
  }

  @Test
  void everyConnectionPlaysTheSameScript(FakeServer server) throws IOException {
    Exchange ping = expect("PING").reply("PONG");
    server.playEvery(script("pool", Framing.lines(), atLeast(0, ping)));

    Lines.of(server, "\n").say("PING", "PONG").say("PING", "PONG").close();
    Lines.of(server, "\n").say("PING", "PONG").close();
  }

  @Test
  void theFirstFrameChoosesTheScript(FakeServer server) throws IOException {
    Step ready = send("220 ready");
    server.playWhenFirst(
        startingWith("EHLO "),
        script(Framing.crlfLines(), ready, expect("EHLO me").reply("250-fake", "250 PIPELINING")));
    server.playEveryWhenFirst(
        startingWith("HELO "),
        script(Framing.crlfLines(), ready, expect("HELO me").reply("250 fake")));

    for (int i = 0; i < 2; i++) {
      Lines.of(server, "\r\n").hear("220 ready").say("HELO me", "250 fake").close();
    }
    Lines.of(server, "\r\n").hear("220 ready").say("EHLO me", "250-fake", "250 PIPELINING").close();
  }

  @Test
  void textIsInTheCharsetOfItsScript(FakeServer server) throws IOException {
    server.play(
        script(
                Framing.lines(),
                expect(textSatisfying("a greeting", line -> line.endsWith("Gr\u00fc\u00dfe")))
                    .then(pause(Duration.ofMillis(20)))
                    .reply("gr\u00fcezi"))
            .withCharset(StandardCharsets.ISO_8859_1));

    Lines client = Lines.of(server, "\n");
    client.send(Bytes.text("Viele Gr\u00fc\u00dfe\n", StandardCharsets.ISO_8859_1));
    assertThat(client.receive(7))
        .isEqualTo(Bytes.text("gr\u00fcezi\n", StandardCharsets.ISO_8859_1));
    client.close();
  }

  @Test
  void aServerIsVerifiedWithoutJUnit() throws IOException {
    try (FakeServer server = FakeServer.builder().name("smtp").framing(Framing.lines()).start()) {
      server.play(expect("PING").reply("PONG"));

      Lines.of(server, "\n").say("PING", "PONG").close();

      server.verify();
    }
  }
}
