package io.github.duologue.faults;

import io.github.duologue.network.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which cases there are, and which of them run. Pure.
 *
 * @param harmless the harmless cases, which all run
 * @param sent what the server sends undisturbed, on each connection on which it sends anything
 * @param ofSeveral whether there are several connections, so that names have to tell which
 * @param betweenReplies whether cuts are at the ends of replies only
 * @param most how many cases run at most
 */
record Plan(
    List<FaultCase> harmless,
    List<Replies> sent,
    boolean ofSeveral,
    boolean betweenReplies,
    int most) {
  static final List<Fault> FAULTS = List.of(Fault.DISCONNECT, Fault.RESET, Fault.STALL);

  private static final int NEAREST = 5;

  Plan {
    harmless = List.copyOf(harmless);
    sent = List.copyOf(sent);
  }

  /** How many cases there are. */
  long size() {
    return harmless.size() + FAULTS.size() * places();
  }

  /** How many cases there are of each fault. */
  long places() {
    return sent.stream().mapToLong(each -> each.places(betweenReplies)).sum();
  }

  /** The harmful cases that run. */
  List<FaultCase> harmful() {
    return FAULTS.stream().flatMap(fault -> running(fault).stream()).toList();
  }

  private long room() {
    return Math.max(0, most - harmless.size());
  }

  /** Those cases of a fault that run: all, or some that are spread evenly over all faults. */
  List<FaultCase> running(Fault fault) {
    long all = FAULTS.size() * places();
    long running = Math.min(room(), all);
    long from = FAULTS.indexOf(fault) * places();
    List<FaultCase> cases = new ArrayList<>();
    for (long i = 0; i < running; i++) {
      long index = spread(i, running, all);
      if (index >= from && index < from + places()) {
        cases.add(at(fault, index - from));
      }
    }
    return cases;
  }

  /** Which of all is the one of those that are chosen: the first, the last, and evenly between. */
  static long spread(long index, long chosen, long all) {
    return chosen <= 1 ? 0 : Math.round(index * ((double) (all - 1) / (chosen - 1)));
  }

  private FaultCase at(Fault fault, long index) {
    long left = index;
    for (Replies each : sent) {
      long places = each.places(betweenReplies);
      if (left < places) {
        return FaultCase.cut(fault, each.place(left, betweenReplies), ofSeveral);
      }
      left -= places;
    }
    throw new IndexOutOfBoundsException("case " + index + " of " + places());
  }

  /** The case of that name for machines, whether it runs or not. */
  Optional<FaultCase> find(String id) {
    Optional<FaultCase> found = harmless.stream().filter(each -> each.id().equals(id)).findFirst();
    return found.isPresent() ? found : CutId.parse(id).flatMap(this::find);
  }

  private Optional<FaultCase> find(CutId id) {
    return sent.stream()
        .filter(each -> each.connection() == id.connection())
        .findFirst()
        .flatMap(each -> each.find(id.reply(), id.byteOfReply()))
        .map(place -> FaultCase.cut(id.fault(), place, ofSeveral));
  }

  /** The names of cases that look like one that there is none of, the nearest first. */
  List<String> nearest(String id) {
    return Stream.concat(harmless.stream(), harmful().stream())
        .map(FaultCase::id)
        .sorted(Comparator.comparingInt(each -> distance(id.toLowerCase(Locale.ROOT), each)))
        .limit(NEAREST)
        .toList();
  }

  /** How many letters have to be changed, added or taken away. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
