package io.github.duologue.samples.echo;

import static io.github.duologue.dsl.Steps.expect;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What a test says of a client that does not send what it should. */
class WrongEchoClientTest {

  @Test
  void aLineThatLostItsIndentIsShownBesideTheExpectedOne() {
    assertThat(Failures.of(Cases.class, "losesTheIndent"))
        .isEqualTo(
            """
            the server hung up before the end of a line
            Suppressed: Connection #1 of 'WrongEchoClientTest.Cases.losesTheIndent' deviated from its script at step 2 of 2.

            expected
              "  pass"    at io.github.duologue.samples.echo.WrongEchoClientTest$Cases.losesTheIndent(WrongEchoClientTest.java:0)
            but received
              "pass"      4 bytes, +0 ms
            first difference at byte 0: 'p' (70) instead of ' ' (20)

            hint: what came differs from "  pass" only in white space at its beginning or end

            transcript of #1
              C: def f():                                   +0 ms
              S: def f():                                   +0 ms
              C: pass                                       +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aLineWithoutItsEndIsShownAsFarAsItCame() {
    assertThat(Failures.of(Cases.class, "forgetsTheLineEnd"))
        .isEqualTo(
            """
            Read timed out
            Suppressed: Connection #1 of 'WrongEchoClientTest.Cases.forgetsTheLineEnd' was closed by the client in the middle of a frame, at step 1 of 1 of its script.

            expected
              "hello"          at io.github.duologue.samples.echo.WrongEchoClientTest$Cases.forgetsTheLineEnd(WrongEchoClientTest.java:0)
            but received
              "hello"          5 bytes, not a whole frame
              end of stream    +0 ms

            hint: the client sent "hello" but not what ends the frame

            transcript of #1
              C: hello                                      +0 ms
              C: (end of stream)                            +0 ms   <-- here""");
  }

  @Test
  void theFirstOfManyWrongBytesIsPointedAt() {
    assertThat(Failures.of(Cases.class, "takesBytesForText"))
        .isEqualTo(
            """
            the server hung up after 8 of 16 bytes
            Suppressed: Connection #1 of 'WrongEchoClientTest.Cases.takesBytesForText' deviated from its script at step 2 of 2.

            expected
              7c 7d 7e 7f 80 81 82 83 ||}~.....|    at io.github.duologue.samples.echo.WrongEchoClientTest$Cases.takesBytesForText(WrongEchoClientTest.java:0)
            but received
              7c 7d 7e 7f 3f 3f 3f 3f ||}~.????|    8 bytes, +0 ms
            first difference at byte 4: '?' (3f) instead of (80)

            transcript of #1
              C: 00 01 02 03 04 05 06 07 |........|         +0 ms
              S: 00 01 02 03 04 05 06 07 |........|         +0 ms
              C: |}~\\x7f????                                +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void losesTheIndent(FakeServer server) throws IOException {
      server.play(
          Framing.lines(), expect("def f():").reply("def f():"), expect("  pass").reply("  pass"));

      try (EchoClient client = new SloppyClient(server.address())) {
        client.echo("def f():");
        client.echo("  pass");
      }
    }

    @Test
    void forgetsTheLineEnd(FakeServer server) throws IOException {
      server.play(Framing.lines(), expect("hello").reply("hello"));

      try (Socket client = new Socket(server.host(), server.port())) {
        client.setSoTimeout(100);
        client.getOutputStream().write("hello".getBytes(UTF_8));
        client.getInputStream().read();
      }
    }

    @Test
    void takesBytesForText(FakeServer server) throws IOException {
      Bytes first = Bytes.hex("00 01 02 03 04 05 06 07");
      Bytes second = Bytes.hex("7c 7d 7e 7f 80 81 82 83");
      server.play(Framing.fixed(8), expect(first).reply(first), expect(second).reply(second));

      try (EchoClient client = new SloppyClient(server.address())) {
        client.echo(first.plus(second).toArray());
      }
    }
  }

  private static final class SloppyClient extends EchoClient {
    SloppyClient(InetSocketAddress server) throws IOException {
      super(server);
    }

    @Override
    public String echo(String line) throws IOException {
      return super.echo(line.strip());
    }

    @Override
    public byte[] echo(byte[] bytes) throws IOException {
      return super.echo(new String(bytes, US_ASCII).getBytes(US_ASCII));
    }
  }
}
