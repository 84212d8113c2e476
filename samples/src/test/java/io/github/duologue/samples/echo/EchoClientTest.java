package io.github.duologue.samples.echo;

import static io.github.duologue.dsl.Steps.exactly;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.match.Matchers.anyFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.match.Captures;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

@WithFakeServer
class EchoClientTest {

  private static final int MEBIBYTE = 1024 * 1024;

  /** Whatever comes goes back. */
  private static final Exchange ECHO = expect(anyFrame()).replyBytes(Captures::frame);

  @Test
  void linesComeBackInOrder(FakeServer server) throws IOException {
    server.play(
        Framing.lines(),
        expect("hello").reply("hello"),
        expect("").reply(""),
        expect("Grüße, 世界").reply("Grüße, 世界"));

    try (EchoClient client = new EchoClient(server.address())) {
      assertThat(client.echo("hello")).isEqualTo("hello");
      assertThat(client.echo("")).isEmpty();
      assertThat(client.echo("Grüße, 世界")).isEqualTo("Grüße, 世界");
    }
  }

  @Test
  void sixteenMebibytesComeBackWhileTheClientStillSends(FakeServer server) throws IOException {
    byte[] bytes = new byte[16 * MEBIBYTE];
    new Random(862).nextBytes(bytes);
    server.play(Framing.fixed(MEBIBYTE), exactly(16, ECHO));

    try (EchoClient client = new EchoClient(server.address())) {
      assertThat(client.echo(bytes)).isEqualTo(bytes);
    }
  }
}
