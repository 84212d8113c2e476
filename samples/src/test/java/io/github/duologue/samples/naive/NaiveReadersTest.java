package io.github.duologue.samples.naive;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.faults.Client;
import io.github.duologue.faults.EveryFault;
import io.github.duologue.samples.Failures;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is said of clients that take a stream for a row of messages; plain tests pass with them. */
class NaiveReadersTest {

  @Test
  void aReadIsNotAMessage() {
    Map<String, String> failures = Failures.ofEach(Cases.class, "takesOneReadForOneMessage");

    assertThat(failures).containsKey("one byte a segment").doesNotContainKey("all in one segment");
    assertThat(withoutEnds(failures.get("cut with disconnect after byte 1 of reply 1")))
        .isEqualTo(
            """
            Under 'cut with disconnect after byte 1 of reply 1' the client returned another result.

            required within 5 s
              the undisturbed result
              or an exception of type java.io.IOException
            but the client returned
              "5"
            undisturbed it returned
              "5 €"

            transcript of all connections
              #1  C: (connected)                                  +0 ms
              #1  N: (server: toClient(observed(…), cutAfter(1, DISCONNECT)))    +0 ms
              #1  C: PRICE                                        +0 ms
              #1  S: 5 €                                          +0 ms

            run this case alone with -Dduologue.fault=disconnect@1:1+1""");
  }

  @Test
  void halfACharacterCannotBeDecoded() {
    Map<String, String> failures = Failures.ofEach(Cases.class, "decodesWhatEachReadBrings");

    assertThat(failures).doesNotContainKey("all in one segment");
    // How many of them a character becomes depends on how many reads it took.
    assertThat(failures.get("one byte a segment").replaceAll("\uFFFD+", "?"))
        .isEqualTo(
            """
            Under 'one byte a segment' the client returned another result.

            required within 5 s
              the undisturbed result
            but the client returned
              "5 ?"
            undisturbed it returned
              "5 €"

            transcript of all connections
              #1  C: (connected)                                  +0 ms
              #1  N: (server: toClient(throttled(24), slices(1)))    +0 ms
              #1  C: PRICE                                        +0 ms
              #1  S: 5 €                                          +0 ms
              #1  C: (end of stream)                              +0 ms

            run this case alone with -Dduologue.fault=one-byte""");
  }

  /** The client hangs up as soon as it has read: it or the network comes first. */
  private static String withoutEnds(String message) {
    return message.replaceAll("  #1  (N: \\(cut|C: \\(end).*\n", "");
  }

  static class Cases {
    private static final Script PRICE =
        script("price", Framing.lines(), expect("PRICE").reply("5 €"));

    @TestFactory
    Stream<DynamicNode> takesOneReadForOneMessage() {
      return everyFault(server -> price(server, Cases::read));
    }

    @TestFactory
    Stream<DynamicNode> decodesWhatEachReadBrings() {
      return everyFault(server -> price(server, Cases::readLine));
    }

    private static Stream<DynamicNode> everyFault(Client<String> client) {
      return EveryFault.in(PRICE)
          .client(client)
          .harmful(sameResult().or(throwing(IOException.class)))
          .atOnce(8)
          .tests();
    }

    private static String price(FakeServer server, Reader reader) throws IOException {
      try (Socket socket = new Socket(server.host(), server.port())) {
        socket.setSoTimeout(1000);
        socket.getOutputStream().write("PRICE\n".getBytes(UTF_8));
        return reader.read(socket.getInputStream()).strip();
      }
    }

    private static String read(InputStream in) throws IOException {
      byte[] buffer = new byte[1024];
      int count = in.read(buffer);
      if (count < 0) {
        throw new EOFException("no price");
      }
      return new String(buffer, 0, count, UTF_8);
    }

    private static String readLine(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\n") < 0) {
        line.append(read(in));
      }
      return line.toString();
    }
  }

  private interface Reader {
    String read(InputStream in) throws IOException;
  }
}
