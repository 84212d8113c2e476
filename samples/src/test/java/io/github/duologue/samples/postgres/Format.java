package io.github.duologue.samples.postgres;

/** How a value is written. */
enum Format {
  TEXT,
  BINARY;

  int code() {
    return ordinal();
  }
}
