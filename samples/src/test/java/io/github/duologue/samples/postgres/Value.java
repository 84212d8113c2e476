package io.github.duologue.samples.postgres;

import io.github.duologue.bytes.Bytes;

/** A value in the format in which the JDBC driver sends values of its type. */
record Value(Type type, Format format, Bytes bytes) {

  /** What {@code setString} makes. */
  static Value varchar(String text) {
    return new Value(Type.VARCHAR, Format.TEXT, Bytes.utf8(text));
  }

  /** What {@code setLong} makes. */
  static Value int8(long number) {
    return new Value(Type.INT8, Format.BINARY, Bytes.builder().i64(number).build());
  }
}
