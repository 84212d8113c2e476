package io.github.duologue.samples.postgres;

/** The data types in these conversations, as {@code pg_type} has them. */
enum Type {
  INT8(20, 8),
  TEXT(25, -1),
  VARCHAR(1043, -1);

  private final int oid;
  private final int size;

  Type(int oid, int size) {
    this.oid = oid;
    this.size = size;
  }

  int oid() {
    return oid;
  }

  /** In bytes; -1 if values are of any size. */
  int size() {
    return size;
  }
}
