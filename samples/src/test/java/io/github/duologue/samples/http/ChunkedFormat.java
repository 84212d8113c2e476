package io.github.duologue.samples.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a request that does not tell its length, RFC 9112, section 7.1, as one frame.
 *
 * <p>On the wire it is chunks, each with its size, such as {@code
 * 3\r\nMob\r\n2\r\ny!\r\n0\r\n\r\n}. The frame is what they carry, {@code Moby!}. Extensions of
 * chunks and trailers are left out.
 */
final class ChunkedFormat implements FrameFormat {
  static final Bytes LAST_CHUNK = Bytes.utf8("0\r\n\r\n");

  private static final Bytes CRLF = Bytes.utf8("\r\n");
  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(;.*)?");

  static Bytes chunk(Bytes content) {
    return Bytes.utf8(Integer.toHexString(content.size()) + "\r\n").plus(content).plus(CRLF);
  }

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    List<Bytes> chunks = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = buffered.indexOf(CRLF, at);
      if (end < 0) {
        return Cut.incomplete();
      }
      Matcher size = SIZE.matcher(buffered.copy(at, end).decode(ISO_8859_1).orElseThrow());
      if (!size.matches()) {
        return Cut.broken(at, "a chunk has its size in hexadecimal digits here");
      }
      int from = end + CRLF.size();
      int to = from + Integer.parseInt(size.group(1), 16);
      if (to == from) {
        return behindTrailers(buffered, from, Bytes.join(chunks));
      }
      if (buffered.size() < to + CRLF.size()) {
        return Cut.incomplete();
      }
      if (buffered.indexOf(CRLF, to) != to) {
        return Cut.broken(to, "a chunk has a line end here");
      }
      chunks.add(buffered.copy(from, to));
      at = to + CRLF.size();
    }
  }

  /** Trailers are lines like headers, and an empty line ends them, also where there are none. */
  private static Cut behindTrailers(ByteView buffered, int from, Bytes content) {
    int at = from;
    for (int end = buffered.indexOf(CRLF, at); end >= 0; end = buffered.indexOf(CRLF, at)) {
      boolean empty = end == at;
      at = end + CRLF.size();
      if (empty) {
        return Cut.frame(content, at);
      }
    }
    return Cut.incomplete();
  }

  @Override
  public Bytes wrap(Bytes content) {
    return content.isEmpty() ? LAST_CHUNK : chunk(content).plus(LAST_CHUNK);
  }

  @Override
  public String toString() {
    return "chunkedBody()";
  }
}
