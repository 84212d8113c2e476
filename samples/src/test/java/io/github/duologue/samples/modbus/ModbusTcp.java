package io.github.duologue.samples.modbus;

import static io.github.duologue.match.Matchers.anyBytes;
import static io.github.duologue.match.Matchers.endingWith;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.Display;
import io.github.duologue.codec.Framing;
import io.github.duologue.codec.LengthPrefix;
import io.github.duologue.match.Captures;
import io.github.duologue.match.Matcher;
import java.util.function.Function;

/**
 * The messages of Modbus/TCP, for steps to be written with: matchers for what a client asks for,
 * whatever its transaction is, and functions that reply in that transaction.
 *
 * <p>The functions are those of the MODBUS Application Protocol Specification V1.1b3, sections 6
 * and 7, the header is that of the MODBUS Messaging on TCP/IP Implementation Guide V1.0b, section
 * 3.1.3. A frame is the message without its length: transaction, protocol, unit, function, data.
 */
final class ModbusTcp {
  static final Framing FRAMING = Framing.lengthPrefixed(LengthPrefix.ofWidth(2).offset(4));

  static final int ILLEGAL_DATA_ADDRESS = 2;

  private static final int READ_COILS = 1;
  private static final int READ_HOLDING_REGISTERS = 3;
  private static final int WRITE_SINGLE_REGISTER = 6;
  private static final int WRITE_MULTIPLE_REGISTERS = 16;
  private static final int FAILED = 0x80;

  /** Where the parts of a frame begin. */
  private static final int PROTOCOL = 2;

  private static final int FUNCTION = 5;
  private static final int DATA = 6;

  private ModbusTcp() {}

  static Matcher readCoils(int unit, int address, int count) {
    return request(
        "read %d coils from %d".formatted(count, address), unit, READ_COILS, words(address, count));
  }

  static Matcher readHoldingRegisters(int unit, int address, int count) {
    return request(
        "read %d holding registers from %d".formatted(count, address),
        unit,
        READ_HOLDING_REGISTERS,
        words(address, count));
  }

  static Matcher writeSingleRegister(int unit, int address, int value) {
    return request(
        "write %d to register %d".formatted(value, address),
        unit,
        WRITE_SINGLE_REGISTER,
        words(address, value));
  }

  static Matcher writeMultipleRegisters(int unit, int address, int... values) {
    return request(
        "write %d registers from %d".formatted(values.length, address),
        unit,
        WRITE_MULTIPLE_REGISTERS,
        Bytes.builder()
            .bytes(words(address, values.length))
            .lengthPrefixed(1, words(values))
            .build());
  }

  /** Takes a request in any transaction; in messages it stands as bytes above those that came. */
  private static Matcher request(String what, int unit, int function, Bytes data) {
    Bytes request = Bytes.builder().u16(0).u8(unit).u8(function).bytes(data).build();
    return anyBytes(PROTOCOL + request.size())
        .and(endingWith(request))
        .describedAs("?? ?? %s (%s)".formatted(Display.hex(request), what));
  }

  /** Replies to a reading of coils; the first is the lowest bit of the first byte. */
  static Function<Captures, Bytes> coils(boolean... values) {
    int[] bytes = new int[(values.length + 7) / 8];
    for (int i = 0; i < values.length; i++) {
      bytes[i / 8] |= values[i] ? 1 << i % 8 : 0;
    }
    return values(Bytes.of(bytes));
  }

  /** Replies to a reading of registers. */
  static Function<Captures, Bytes> registers(int... values) {
    return values(words(values));
  }

  /** Replies to a reading of two registers that hold one number, its upper half first. */
  static Function<Captures, Bytes> twoRegisters(float value) {
    return values(Bytes.builder().u32(Float.floatToIntBits(value)).build());
  }

  private static Function<Captures, Bytes> values(Bytes values) {
    return request ->
        Bytes.builder().bytes(request.frame().slice(0, DATA)).lengthPrefixed(1, values).build();
  }

  /** Replies to a writing of one register or several: the address and the value or count again. */
  static Bytes written(Captures request) {
    return request.frame().slice(0, DATA + 4);
  }

  /** Replies to whatever was asked for that it cannot be done. */
  static Function<Captures, Bytes> refused(int exceptionCode) {
    return request ->
        Bytes.builder()
            .bytes(request.frame().slice(0, FUNCTION))
            .u8(request.frame().get(FUNCTION) | FAILED)
            .u8(exceptionCode)
            .build();
  }

  /** Makes the same reply in a transaction that nobody has begun. */
  static Function<Captures, Bytes> inAnotherTransaction(Function<Captures, Bytes> reply) {
    return request -> {
      Bytes frame = reply.apply(request);
      return Bytes.of(frame.get(0) ^ 0x80).plus(frame.slice(1, frame.size()));
    };
  }

  /** Makes a reply to a request that came earlier and was captured by a name. */
  static Function<Captures, Bytes> inReplyTo(String request, Function<Captures, Bytes> reply) {
    return captures -> reply.apply(Captures.none().withFrame(captures.bytes(request), ISO_8859_1));
  }

  private static Bytes words(int... values) {
    Bytes words = Bytes.empty();
    for (int value : values) {
      words = words.plus(Bytes.builder().u16(value).build());
    }
    return words;
  }
}
