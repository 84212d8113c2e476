package io.github.duologue.samples.modbus;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.codec.LengthPrefix;
import io.github.duologue.match.Captures;
import io.github.duologue.match.Layout;
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

  private static final Layout READ =
      Layout.of("u16:transaction 0000 u8:unit u8:function u16:address u16:count");
  private static final Layout WRITE_ONE =
      Layout.of("u16:transaction 0000 u8:unit u8:function u16:address u16:value");
  private static final Layout WRITE_SEVERAL =
      Layout.of(
          "u16:transaction 0000 u8:unit u8:function u16:address u16:count u8:size"
              + " bytes[size]:values");

  private static final Layout VALUES =
      Layout.of("u16:transaction 0000 u8:unit u8:function u8:size bytes[size]:values");
  private static final Layout REFUSAL =
      Layout.of("u16:transaction 0000 u8:unit u8:function u8:exception");
  private static final Layout ANY = Layout.of("u16:transaction 0000 u8:unit u8:function bytes");

  /** A reply to a writing repeats so much of the request. */
  private static final int WRITTEN = 10;

  private ModbusTcp() {}

  static Matcher readCoils(int unit, int address, int count) {
    return request(READ, unit, READ_COILS, address).with("count", count).matcher();
  }

  static Matcher readHoldingRegisters(int unit, int address, int count) {
    return request(READ, unit, READ_HOLDING_REGISTERS, address).with("count", count).matcher();
  }

  static Matcher writeSingleRegister(int unit, int address, int value) {
    return request(WRITE_ONE, unit, WRITE_SINGLE_REGISTER, address).with("value", value).matcher();
  }

  static Matcher writeMultipleRegisters(int unit, int address, int... values) {
    return request(WRITE_SEVERAL, unit, WRITE_MULTIPLE_REGISTERS, address)
        .with("count", values.length)
        .with("values", words(values))
        .matcher();
  }

  /** Has no value for the transaction, and so takes a request in any. */
  private static Layout request(Layout layout, int unit, int function, int address) {
    return layout.with("unit", unit).with("function", function).with("address", address);
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
    return request -> VALUES.with(request).with("values", values).bytes();
  }

  /** Replies to a writing of one register or several: the address and the value or count again. */
  static Bytes written(Captures request) {
    return request.frame().slice(0, WRITTEN);
  }

  /** Replies to whatever was asked for that it cannot be done. */
  static Function<Captures, Bytes> refused(int exceptionCode) {
    return request ->
        REFUSAL
            .with(request)
            .with("function", request.number("function") | FAILED)
            .with("exception", exceptionCode)
            .bytes();
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
    Matcher any = ANY.matcher();
    return captures -> reply.apply(any.match(captures.bytes(request)).orElseThrow());
  }

  private static Bytes words(int... values) {
    Bytes words = Bytes.empty();
    for (int value : values) {
      words = words.plus(Bytes.builder().u16(value).build());
    }
    return words;
  }
}
