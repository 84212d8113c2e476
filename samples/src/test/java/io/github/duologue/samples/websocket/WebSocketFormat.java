package io.github.duologue.samples.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.BytesBuilder;
import io.github.duologue.bytes.Display;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;
import java.util.List;

/**
 * The frames of WebSocket, RFC 6455, section 5: those of clients are masked, those of servers not.
 *
 * <p>In scripts and messages a frame is its kind and what it carries: {@code text hello}, {@code
 * binary 00 ff}, {@code ping beat}, {@code pong beat}, {@code close 1000 bye}. A message that comes
 * in several frames has dots behind the kind in all but the last: {@code text... hel}, {@code
 * continuation... lo, wor}, {@code continuation ld}.
 */
enum WebSocketFormat implements FrameFormat {
  MASKED,
  UNMASKED;

  private static final List<String> KINDS =
      List.of("continuation", "text", "binary", "", "", "", "", "", "close", "ping", "pong");
  private static final String MORE = "...";
  private static final String BINARY = "binary";
  private static final String CLOSE = "close";

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASK = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;
  private static final int FIRST_CONTROL = 8;

  /** Any key will do. */
  private static final Bytes KEY = Bytes.hex("37 fa 21 3d");

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    int first = buffered.get(0);
    int opcode = first & OPCODE;
    if (opcode >= KINDS.size() || KINDS.get(opcode).isEmpty()) {
      return Cut.broken(0, "a WebSocket frame has one of the opcodes 0, 1, 2, 8, 9 and a");
    }
    if ((first & RESERVED) != 0) {
      return Cut.broken(0, "a WebSocket frame has no reserved bit set");
    }
    boolean isFinal = (first & FINAL) != 0;
    if (opcode >= FIRST_CONTROL && !isFinal) {
      return Cut.broken(0, "a WebSocket " + KINDS.get(opcode) + " is one frame");
    }
    if (buffered.size() < 2) {
      return Cut.incomplete();
    }
    int second = buffered.get(1);
    if ((second & MASK) != 0 != (this == MASKED)) {
      return Cut.broken(1, this == MASKED ? "a client masks its frames" : "a server does not mask");
    }
    int length = second & LENGTH;
    if (opcode >= FIRST_CONTROL && length >= LENGTH_OF_16_BITS) {
      return Cut.broken(1, "a WebSocket " + KINDS.get(opcode) + " has 125 bytes or less");
    }
    int lengthEnd = 2 + (length == LENGTH_OF_16_BITS ? 2 : length == LENGTH_OF_64_BITS ? 8 : 0);
    int from = lengthEnd + (this == MASKED ? KEY.size() : 0);
    if (buffered.size() < from) {
      return Cut.incomplete();
    }
    long size = lengthEnd == 2 ? length : number(buffered.copy(2, lengthEnd));
    if (size < 0 || size > Integer.MAX_VALUE - from) {
      return Cut.broken(2, "a WebSocket frame of 2 GiB or more is too much here");
    }
    int to = from + (int) size;
    if (buffered.size() < to) {
      return Cut.incomplete();
    }
    Bytes content = buffered.copy(from, to);
    return frame(
        KINDS.get(opcode),
        isFinal,
        this == MASKED ? masked(content, buffered.copy(lengthEnd, from)) : content,
        to);
  }

  private static Cut frame(String kind, boolean isFinal, Bytes content, int consumed) {
    return kind.equals(CLOSE) && content.size() == 1
        ? Cut.broken(1, "a WebSocket close has a code of 2 bytes, or nothing")
        : Cut.frame(written(kind, isFinal, content), consumed);
  }

  private static long number(Bytes bytes) {
    long number = 0;
    for (int i = 0; i < bytes.size(); i++) {
      number = number << 8 | bytes.get(i);
    }
    return number;
  }

  private static Bytes masked(Bytes content, Bytes key) {
    byte[] bytes = content.toArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) key.get(i % key.size());
    }
    return Bytes.copyOf(bytes);
  }

  /** Writes a frame as scripts do. */
  private static Bytes written(String kind, boolean isFinal, Bytes content) {
    Bytes start = Bytes.utf8(isFinal ? kind : kind + MORE);
    if (content.isEmpty()) {
      return start;
    }
    Bytes readable = content;
    if (kind.equals(BINARY)) {
      readable = Bytes.utf8(Display.hex(content));
    } else if (kind.equals(CLOSE)) {
      Bytes reason = content.slice(2, content.size());
      Bytes code = Bytes.utf8(String.valueOf(number(content.slice(0, 2))));
      readable = reason.isEmpty() ? code : Bytes.join(List.of(code, Bytes.utf8(" "), reason));
    }
    return Bytes.join(List.of(start, Bytes.utf8(" "), readable));
  }

  @Override
  public Bytes wrap(Bytes frame) {
    Bytes start = upToSpace(frame);
    Bytes readable = behindSpace(frame, start);
    String kind = start.decode(ISO_8859_1).orElseThrow();
    boolean isFinal = !kind.endsWith(MORE);
    if (!isFinal) {
      kind = kind.substring(0, kind.length() - MORE.length());
    }
    int opcode = kind.isEmpty() ? -1 : KINDS.indexOf(kind);
    if (opcode < 0) {
      throw new IllegalArgumentException(
          "does not begin with text, binary, ping, pong, close or continuation");
    }
    return onTheWire(opcode | (isFinal ? FINAL : 0), content(kind, readable));
  }

  private static Bytes content(String kind, Bytes readable) {
    if (kind.equals(BINARY)) {
      return Bytes.hex(readable.decode(ISO_8859_1).orElseThrow());
    }
    if (kind.equals(CLOSE) && !readable.isEmpty()) {
      Bytes code = upToSpace(readable);
      return Bytes.builder()
          .u16(Integer.parseInt(code.decode(ISO_8859_1).orElseThrow()))
          .bytes(behindSpace(readable, code))
          .build();
    }
    return readable;
  }

  private Bytes onTheWire(int first, Bytes content) {
    int mask = this == MASKED ? MASK : 0;
    BytesBuilder wire = Bytes.builder().u8(first);
    if (content.size() < LENGTH_OF_16_BITS) {
      wire.u8(mask | content.size());
    } else if (content.size() <= 0xffff) {
      wire.u8(mask | LENGTH_OF_16_BITS).u16(content.size());
    } else {
      wire.u8(mask | LENGTH_OF_64_BITS).u64(content.size());
    }
    return this == MASKED
        ? wire.bytes(KEY).bytes(masked(content, KEY)).build()
        : wire.bytes(content).build();
  }

  private static Bytes upToSpace(Bytes text) {
    int space = text.indexOf(Bytes.of(' '), 0);
    return space < 0 ? text : text.slice(0, space);
  }

  private static Bytes behindSpace(Bytes text, Bytes start) {
    return text.slice(Math.min(text.size(), start.size() + 1), text.size());
  }

  @Override
  public String toString() {
    return this == MASKED ? "maskedFrames()" : "unmaskedFrames()";
  }
}
