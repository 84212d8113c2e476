package io.github.duologue.samples.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import java.util.List;
import java.util.stream.Stream;

/** The words of Redis' protocol, RESP, for steps to be written with. */
final class Resp {
  /** Commands come as frames; replies go out byte for byte. */
  static final Framing FRAMING =
      Framing.perDirection(Framing.of(new CommandFormat()), Framing.raw());

  private Resp() {}

  /** A command as a frame: {@code SET k "two words"}. */
  static Bytes command(String... words) {
    return CommandFormat.line(
        Stream.of(words).map(word -> new String(word.getBytes(UTF_8), ISO_8859_1)).toList());
  }

  static Bytes ok() {
    return simple("OK");
  }

  static Bytes simple(String text) {
    return Bytes.utf8("+" + text + "\r\n");
  }

  static Bytes error(String text) {
    return Bytes.utf8("-" + text + "\r\n");
  }

  static Bytes number(long value) {
    return Bytes.utf8(":" + value + "\r\n");
  }

  static Bytes bulk(String text) {
    return Bytes.utf8("$" + Bytes.utf8(text).size() + "\r\n" + text + "\r\n");
  }

  /** What is replied where there is no value. */
  static Bytes none() {
    return Bytes.utf8("_\r\n");
  }

  /** A map: its keys and values in turn. */
  static Bytes map(Bytes... keysAndValues) {
    return Bytes.utf8("%" + keysAndValues.length / 2 + "\r\n")
        .plus(Bytes.join(List.of(keysAndValues)));
  }
}
