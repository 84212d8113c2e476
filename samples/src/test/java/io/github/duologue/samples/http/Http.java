package io.github.duologue.samples.http;

import static io.github.duologue.dsl.Steps.changeFraming;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.match.Matchers.delimitedBy;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Matcher;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Expectation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests and replies of HTTP/1.1, RFC 9112, for scripts without framing to be written with.
 *
 * <p>A request is known by its request line, how its body ends, and the headers that a test asks
 * for; clients may send others too, in any order.
 */
final class Http {
  /** Leave to send the body of a request that was announced, RFC 9110, section 15.2.1. */
  static final Bytes CONTINUE = Bytes.utf8("HTTP/1.1 100 Continue\r\n\r\n");

  /** A reply that never has a body, and so tells no length, RFC 9110, section 15.3.5. */
  static final Bytes NO_CONTENT = Bytes.utf8("HTTP/1.1 204 No Content\r\n\r\n");

  private static final Matcher CHUNKED = header("Transfer-Encoding", "i", "chunked");
  private static final Matcher ANNOUNCED = header("Expect", "i", "100-continue");

  private static final Framing CHUNKS =
      Framing.perDirection(Framing.of(new ChunkedFormat()), Framing.raw());

  private Http() {}

  static Expectation get(String path, Matcher... headers) {
    return head("GET " + path, headers);
  }

  /** A request without a body. */
  static Expectation post(String path, Matcher... headers) {
    return head("POST " + path, headers, length(""));
  }

  static Exchange post(String path, String body, Matcher... headers) {
    return sequence(head("POST " + path, headers, length(body)), expect(body));
  }

  /** A request that does not tell its length; how its body is cut into chunks is all the same. */
  static Exchange postInChunks(String path, String body, Matcher... headers) {
    return sequence(
        head("POST " + path, headers, CHUNKED).then(changeFraming(CHUNKS)),
        expect(body).then(changeFraming(Framing.raw())));
  }

  /** The head of a request whose body the client keeps until it has leave to send it. */
  static Expectation announcedPost(String path, String body, Matcher... headers) {
    return head("POST " + path, headers, length(body), ANNOUNCED);
  }

  private static Expectation head(String request, Matcher[] asked, Matcher... more) {
    Matcher head = delimitedBy("\r\n\r\n").and(startingWith(request + " HTTP/1.1\r\n"));
    List<Matcher> headers = Stream.of(asked, more).flatMap(Stream::of).toList();
    for (Matcher header : headers) {
      head = head.and(header);
    }
    String list = headers.stream().map(header -> ", " + header).collect(Collectors.joining());
    return expect(head.describedAs(request + list));
  }

  /** A header, whose name may be in any case, RFC 9110, section 5.1, and whose value may not. */
  static Matcher header(String name, String value) {
    return header(name, "", value);
  }

  private static Matcher header(String name, String flags, String value) {
    String line = "(?i:%s):[ \t]*(?%s:%s)[ \t]*".formatted(name, flags, Pattern.quote(value));
    return regex("(?s).*\r\n" + line + "(\r\n.*)?").describedAs(name + ": " + value);
  }

  private static Matcher length(String body) {
    return header("Content-Length", String.valueOf(Bytes.utf8(body).size()));
  }

  /** A reply with a body: {@code ok("Moby-Dick", "Connection: close")}. */
  static Bytes ok(String body, String... headers) {
    return reply("200 OK", List.of(headers), body);
  }

  /** A reply without a body: {@code status(503, "Service Unavailable", "Retry-After: 1")}. */
  static Bytes status(int code, String reason, String... headers) {
    return reply(code + " " + reason, List.of(headers), "");
  }

  private static Bytes reply(String status, List<String> headers, String body) {
    Bytes content = Bytes.utf8(body);
    return head(status, headers, "Content-Length: " + content.size()).plus(content);
  }

  /** A reply whose body comes in chunks and ends with the empty one. */
  static Bytes chunked(String... chunks) {
    Bytes reply = head("200 OK", List.of(), "Transfer-Encoding: chunked");
    for (String chunk : chunks) {
      reply = reply.plus(ChunkedFormat.chunk(Bytes.utf8(chunk)));
    }
    return reply.plus(ChunkedFormat.LAST_CHUNK);
  }

  private static Bytes head(String status, List<String> headers, String ending) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    return Bytes.utf8(head.append(ending).append("\r\n\r\n").toString());
  }
}
