package io.github.duologue.faults;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.Display;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** One run that nothing disturbs, and what two of them must have in common. */
record Undisturbed<T extends @Nullable Object>(Trace<T> trace, List<Replies> sent) {
  private static final int PATIENCE = 10; // the first run of a JVM is slow
  private static final int BEFORE = 20;
  private static final int AFTER = 40;

  Undisturbed {
    sent = List.copyOf(sent);
  }

  /**
   * Runs the client twice.
   *
   * @throws AssertionFailedError if one of the runs is not as it must be, or they differ
   */
  static <T extends @Nullable Object> Baseline baseline(Terms<T> terms)
      throws InterruptedException {
    Undisturbed<T> first = run(terms);
    Undisturbed<T> second = run(terms);
    String difference = difference(first, second);
    if (!difference.isEmpty()) {
      throw new AssertionFailedError(
          "Two undisturbed runs differ, so that nobody could tell what a fault has changed.\n\n"
              + difference
              + "\n\nlet clocks, seeds and ports not show in what is sent and returned, and the"
              + " connections come in the same order"
              + "\n\ntranscript of the first run\n"
              + Words.indented(first.trace.transcript())
              + "\n\ntranscript of the second run\n"
              + Words.indented(second.trace.transcript()));
    }
    return new Baseline(value(second.trace), second.trace.connections(), second.sent);
  }

  private static <T extends @Nullable Object> Undisturbed<T> run(Terms<T> terms)
      throws InterruptedException {
    Recorder recorder = new Recorder();
    FaultCase none = FaultCase.undisturbed();
    var within = terms.within().multipliedBy(PATIENCE);
    Trace<T> trace =
        new Trial<>(terms)
            .run(
                "client under test, undisturbed",
                number -> none.conditions(number, List.of(recorder.watching(number))),
                within,
                ended -> true);
    Message.Fault fault = fault(trace);
    if (fault != null) {
      throw Message.of(none.name(), List.of("a result"), within, fault, trace)
          .transcript(trace.transcript())
          .failure(Judgement.cause(trace));
    }
    if (!recorder.excess().isEmpty()) {
      throw new AssertionFailedError(
          recorder.excess() + "; let the script send less, for a cut at each of them");
    }
    return new Undisturbed<>(trace, recorder.replies());
  }

  private static Message.@Nullable Fault fault(Trace<?> trace) {
    return Judgement.fault(trace, trace.ended() instanceof Ended.Returned);
  }

  /** What is different first; empty if nothing is. */
  static String difference(Undisturbed<?> first, Undisturbed<?> second) {
    String differ = connections(first, second);
    if (!differ.isEmpty()) {
      return differ;
    }
    Object one = value(first.trace);
    Object other = value(second.trace);
    return Objects.deepEquals(one, other)
        ? ""
        : "the client returned\n  "
            + Words.value(one)
            + "\nand then\n  "
            + Words.value(other)
            + equalsMissing(one, other);
  }

  private static String equalsMissing(@Nullable Object one, @Nullable Object other) {
    return Words.value(one).equals(Words.value(other))
        ? "\nwhich look the same: does " + name(one) + " have a method equals?"
        : "";
  }

  private static String name(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  private static String connections(Undisturbed<?> first, Undisturbed<?> second) {
    int one = first.trace.connections();
    int other = second.trace.connections();
    for (int number = 1; number <= Math.max(one, other); number++) {
      Bytes sent = sent(first, number);
      Bytes again = sent(second, number);
      int at = sent.firstDifference(again);
      if (at >= 0) {
        return "on connection #%d the server sent other bytes from byte %d on, first\n  %s\nand then\n  %s"
            .formatted(number, at, excerpt(sent, at), excerpt(again, at));
      }
    }
    return one == other
        ? ""
        : "there were "
            + Words.count(one, "connection")
            + ", and then "
            + Words.count(other, "connection");
  }

  private static String excerpt(Bytes bytes, int at) {
    int from = Math.max(0, at - BEFORE);
    int to = Math.min(bytes.size(), at + AFTER);
    Bytes shown = bytes.slice(Math.min(from, bytes.size()), to);
    return (from > 0 ? "… " : "") + Display.of(shown) + (to < bytes.size() ? " …" : "");
  }

  private static Bytes sent(Undisturbed<?> run, int connection) {
    return run.sent.stream()
        .filter(each -> each.connection() == connection)
        .map(Replies::bytes)
        .findFirst()
        .orElse(Bytes.empty());
  }

  private static @Nullable Object value(Trace<?> trace) {
    return trace.ended() instanceof Ended.Returned<?> returned ? returned.value() : null;
  }
}
