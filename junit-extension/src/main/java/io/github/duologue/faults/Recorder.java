package io.github.duologue.faults;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.network.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a server writes to its clients. Safe for use by several threads. */
final class Recorder {
  private static final long MOST = 16L * 1024 * 1024;

  private final Map<Integer, List<Bytes>> writes = new TreeMap<>();
  private long size;

  /** What a connection is watched by. */
  Condition watching(int connection) {
    return Condition.observed(written -> add(connection, written));
  }

  private synchronized void add(int connection, Bytes written) {
    size += written.size();
    if (size <= MOST && !written.isEmpty()) {
      writes.computeIfAbsent(connection, number -> new ArrayList<>()).add(written);
    }
  }

  /** What was sent on each connection on which anything was. */
  synchronized List<Replies> replies() {
    return writes.entrySet().stream().map(e -> new Replies(e.getKey(), e.getValue())).toList();
  }

  /** Why this is not all of it, empty if it is. */
  synchronized String excess() {
    return size <= MOST
        ? ""
        : "the server sent %,d bytes, of which %,d can be kept".formatted(size, MOST);
  }
}
