package io.github.duologue.samples.postgres;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.BytesBuilder;
import java.util.stream.Stream;

/**
 * The messages of a PostgreSQL server, as frames to reply: PostgreSQL's documentation, "Message
 * Formats", those marked with a B.
 */
final class Backend {
  /** What {@link #readyForQuery} tells of the transaction. */
  static final char IDLE = 'I';

  static final char IN_TRANSACTION = 'T';
  static final char FAILED = 'E';

  /** How both encryption requests are refused; it is a byte on its own, not a message. */
  static final Bytes NO_ENCRYPTION = Bytes.utf8("N");

  private Backend() {}

  static Bytes authenticationOk() {
    return authentication(0).build();
  }

  static Bytes authenticationCleartextPassword() {
    return authentication(3).build();
  }

  static Bytes authenticationSasl(String mechanism) {
    return authentication(10).text(mechanism + "\0\0").build();
  }

  static Bytes authenticationSaslContinue(String data) {
    return authentication(11).text(data).build();
  }

  static Bytes authenticationSaslFinal(String data) {
    return authentication(12).text(data).build();
  }

  private static BytesBuilder authentication(int code) {
    return message('R').u32(code);
  }

  /** Says that of protocol 3 the server knows nothing newer than this. */
  static Bytes negotiateProtocolVersion(int minor) {
    return message('v').u16(3).u16(minor).u32(0).build();
  }

  static Bytes parameterStatus(String name, String value) {
    return message('S').text(name + "\0" + value + "\0").build();
  }

  static Bytes backendKeyData(long process, Bytes secret) {
    return message('K').u32(process).bytes(secret).build();
  }

  static Bytes readyForQuery(char transaction) {
    return message('Z').u8(transaction).build();
  }

  static Bytes parseComplete() {
    return message('1').build();
  }

  static Bytes bindComplete() {
    return message('2').build();
  }

  static Bytes noData() {
    return message('n').build();
  }

  static Bytes rowDescription(Column... columns) {
    BytesBuilder message = message('T').u16(columns.length);
    for (Column column : columns) {
      message
          .text(column.name + "\0")
          .u32(0) // no table
          .u16(0) // and so no column of it
          .u32(column.type.oid())
          .i16(column.type.size())
          .i32(-1) // no modifier
          .u16(Format.TEXT.code());
    }
    return message.build();
  }

  /** A row of values, all as text. */
  static Bytes dataRow(String... values) {
    return dataRow(Stream.of(values).map(Value::varchar).toArray(Value[]::new));
  }

  /** A row of values in whatever formats the client asked for. */
  static Bytes dataRow(Value... values) {
    BytesBuilder message = message('D').u16(values.length);
    for (Value value : values) {
      message.lengthPrefixed(4, value.bytes());
    }
    return message.build();
  }

  static Bytes commandComplete(String tag) {
    return message('C').text(tag + "\0").build();
  }

  static Bytes errorResponse(String sqlState, String text) {
    return error(sqlState, text).text("\0").build();
  }

  /** An error at a character of the query, counted from 1. */
  static Bytes errorResponse(String sqlState, String text, int position) {
    return error(sqlState, text).text("P" + position + "\0\0").build();
  }

  private static BytesBuilder error(String sqlState, String text) {
    return message('E').text("SERROR\0VERROR\0C" + sqlState + "\0M" + text + "\0");
  }

  private static BytesBuilder message(char type) {
    return Bytes.builder().u8(type);
  }

  /** A column of a result. */
  record Column(String name, Type type) {}
}
