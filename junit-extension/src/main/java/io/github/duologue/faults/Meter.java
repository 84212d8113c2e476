package io.github.duologue.faults;

import io.github.duologue.network.Condition;
import java.util.concurrent.atomic.AtomicLong;

/** Tells whether the server ever wrote what a cut waits for. Safe for use by several threads. */
final class Meter {
  private final Place place;
  private final AtomicLong written = new AtomicLong();

  Meter(Place place) {
    this.place = place;
  }

  int connection() {
    return place.connection();
  }

  boolean isOf(int connection) {
    return place.connection() == connection;
  }

  Condition watching() {
    return Condition.observed(bytes -> written.addAndGet(bytes.size()));
  }

  /** The cut before the first byte waits for that byte. */
  boolean isReached() {
    return written.get() >= Math.max(1, place.offset());
  }

  long written() {
    return written.get();
  }
}
