package io.github.duologue.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run of the client.
 *
 * @param ended how the client ended
 * @param deviation what the server has against the conversation, null if nothing
 * @param connections how many connections there were
 * @param open the numbers of those that the client left open
 * @param threads the threads that the client left behind, each with its name and its stack
 * @param deaf the thread of a client that did not end when it was interrupted and its connections
 *     were closed; empty if it did
 * @param transcript all that happened on the wire
 */
record Trace<T extends @Nullable Object>(
    Ended<T> ended,
    @Nullable AssertionError deviation,
    int connections,
    List<Integer> open,
    List<String> threads,
    String deaf,
    String transcript) {

  Trace {
    open = List.copyOf(open);
    threads = List.copyOf(threads);
  }

  Trace<T> withDeaf(String name) {
    return new Trace<>(ended, deviation, connections, open, threads, name, transcript);
  }
}
