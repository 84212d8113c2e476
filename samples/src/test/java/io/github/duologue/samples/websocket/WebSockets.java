package io.github.duologue.samples.websocket;

import static io.github.duologue.dsl.Steps.changeFraming;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.match.Matchers.delimitedBy;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Matcher;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Expectation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A server's part of WebSocket's opening, RFC 6455, section 4, for scripts that begin without a
 * framing; behind it both sides speak in {@link #FRAMES}.
 */
final class WebSockets {
  static final Framing FRAMES =
      Framing.perDirection(
          Framing.of(WebSocketFormat.MASKED), Framing.of(WebSocketFormat.UNMASKED));

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSockets() {}

  /** A client asks for a WebSocket and is given it. */
  static Exchange handshake(String path) {
    return opening(path)
        .reply(request -> switchingProtocols(accept(request.text("key"))))
        .then(changeFraming(FRAMES));
  }

  /** A client asks for a WebSocket; its key is captured. */
  static Expectation opening(String path) {
    return expect(
        delimitedBy("\r\n\r\n")
            .and(startingWith("GET " + path + " HTTP/1.1\r\n"))
            .and(header("Upgrade: websocket"))
            .and(header("Connection: Upgrade"))
            .and(header("Sec-WebSocket-Version: 13"))
            .and(header("Sec-WebSocket-Key: (?<key>[A-Za-z0-9+/]{22}==)"))
            .describedAs("GET " + path + " as a WebSocket"));
  }

  /** Names of headers may be in any case, and so may the values that stand here. */
  private static Matcher header(String header) {
    return regex("(?is).*\r\n" + header + "(\r\n.*)?");
  }

  /** A frame that is masked like a client's, for a server that does what it must not. */
  static Bytes masked(String frame) {
    return WebSocketFormat.MASKED.wrap(Bytes.utf8(frame));
  }

  static String switchingProtocols(String accept) {
    return "HTTP/1.1 101 Switching Protocols\r\n"
        + "Upgrade: websocket\r\n"
        + "Connection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept
        + "\r\n\r\n";
  }

  /** What proves to a client that it was understood. */
  static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
