package io.github.duologue.faults;

import io.github.duologue.network.Condition;
import io.github.duologue.network.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cases in which all bytes come, but in other pieces or at other times.
 *
 * <p>How long they take is measured by what the server sends and the time that the client has, so
 * that a long conversation ends in time, too. Where bytes come in small pieces they also come
 * slowly enough that the client sees them one after another.
 */
final class Harmless {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_TRANSFER = Duration.ofMillis(250);
  private static final int PART = 4; // of the time that the client has
  private static final int LARGEST_SLICE = 1024;
  private static final int RANDOM_RUNS = 3;

  /** How many there are. */
  static final int COUNT = 5 + RANDOM_RUNS;

  private Harmless() {}

  static List<FaultCase> cases(List<Replies> sent, Duration within, long seed) {
    long bytes = Math.max(1, sent.stream().mapToLong(Replies::size).sum());
    Duration pause = pause(sent, within);
    Condition slowly = Condition.throttled(rate(bytes, within));
    List<FaultCase> all = new ArrayList<>();
    all.add(of("one-byte", "one byte a segment", slowly, Condition.slices(1)));
    int slice = largestSlice(sent);
    for (int i = 0; i < RANDOM_RUNS; i++) {
      all.add(
          of(
              "random-" + (seed + i),
              "random slices, seed " + (seed + i),
              Condition.randomSlices(slice, seed + i),
              Condition.latency(Latency.uniform(Duration.ZERO, pause, seed + i))));
    }
    all.add(of("coalesced", "all in one segment", Condition.coalesced(pause.multipliedBy(2))));
    all.add(of("latency", "latency", Condition.latency(pause)));
    Latency varying = Latency.uniform(Duration.ZERO, pause.multipliedBy(2), seed);
    all.add(of("varying-latency", "varying latency, seed " + seed, Condition.latency(varying)));
    all.add(
        of(
            "throttled",
            String.format(Locale.ROOT, "throttled to %,d bytes per second", rate(bytes, within)),
            slowly));
    return all;
  }

  private static FaultCase of(String id, String name, Condition... toClient) {
    return new FaultCase(id, name, null, List.of(toClient));
  }

  /** Before each reply there may be one. */
  private static Duration pause(List<Replies> sent, Duration within) {
    long replies = Math.max(1, sent.stream().mapToLong(each -> each.writes().size()).sum());
    Duration most = within.dividedBy(2L * PART * replies);
    Duration pause = most.compareTo(LONGEST_PAUSE) < 0 ? most : LONGEST_PAUSE;
    return pause.isZero() ? Duration.ofNanos(1) : pause;
  }

  private static long rate(long bytes, Duration within) {
    Duration most = within.dividedBy(PART);
    Duration time = most.compareTo(LONGEST_TRANSFER) < 0 ? most : LONGEST_TRANSFER;
    return Math.max(1, (long) Math.ceil(bytes * 1e9 / Math.max(1, time.toNanos())));
  }

  private static int largestSlice(List<Replies> sent) {
    int longest =
        sent.stream()
            .flatMap(each -> each.writes().stream())
            .mapToInt(write -> write.size())
            .max()
            .orElse(1);
    return Math.max(2, Math.min(LARGEST_SLICE, longest / 2));
  }
}
