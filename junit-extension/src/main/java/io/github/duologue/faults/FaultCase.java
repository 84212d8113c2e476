package io.github.duologue.faults;

import io.github.duologue.network.Condition;
import io.github.duologue.network.Fault;
import io.github.duologue.network.NetworkConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the network does to the conversation.
 *
 * @param id names it for machines, in a word
 * @param name names it for people
 * @param place where the connection is cut; null if nothing is, and all bytes come
 * @param toClient what happens to what the server sends, on the connection of the place or, without
 *     one, on all
 */
record FaultCase(String id, String name, @Nullable Place place, List<Condition> toClient) {

  FaultCase {
    toClient = List.copyOf(toClient);
  }

  /** Nothing happens. */
  static FaultCase undisturbed() {
    return new FaultCase("undisturbed", "undisturbed", null, List.of());
  }

  /** A cut at a place. */
  static FaultCase cut(Fault fault, Place place, boolean ofSeveral) {
    return new FaultCase(
        word(fault) + "@" + place.id(),
        words(fault) + " " + place.words(ofSeveral),
        place,
        List.of(Condition.cutAfter(place.offset(), fault)));
  }

  /** How ids say a fault. */
  static String word(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  /** How names say a fault. */
  static String words(Fault fault) {
    return fault == Fault.STALL ? "stall" : "cut with " + word(fault);
  }

  /** What the network does to a connection, behind what watches the server. */
  NetworkConditions conditions(int connection, List<Condition> watching) {
    List<Condition> all = new ArrayList<>(watching);
    if (place == null || place.connection() == connection) {
      all.addAll(toClient);
    }
    return new NetworkConditions(all, List.of());
  }
}
