package io.github.duologue.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client and the server do when nothing disturbs them.
 *
 * @param result what the client returned
 * @param connections how many connections there were
 * @param sent what the server sent on each connection on which it sent anything
 */
record Baseline(@Nullable Object result, int connections, List<Replies> sent) {

  Baseline {
    sent = List.copyOf(sent);
  }

  /** Such as {@code 52 bytes in 4 replies}, with the number of connections if there are several. */
  String words() {
    long bytes = sent.stream().mapToLong(Replies::size).sum();
    long replies = sent.stream().mapToLong(each -> each.writes().size()).sum();
    return Words.count(bytes, "byte")
        + " in "
        + Words.count(replies, "reply", "replies")
        + (connections > 1 ? " on " + Words.count(connections, "connection") : "");
  }
}
