package io.github.duologue.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs the client in one case, and judges what came of it. Safe for use by several threads. */
final class Judgement<T extends @Nullable Object> {
  private final Terms<T> terms;
  private final Baseline undisturbed;

  Judgement(Terms<T> terms, Baseline undisturbed) {
    this.terms = terms;
    this.undisturbed = undisturbed;
  }

  /**
   * Runs a case.
   *
   * @throws AssertionFailedError if the client did not do what it must
   * @throws TestAbortedException if the server never came to the place of the fault
   */
  void run(FaultCase fault) throws InterruptedException {
    Meter meter = fault.place() == null ? null : new Meter(fault.place());
    Trace<T> trace =
        new Trial<>(terms)
            .run(
                "client under test, " + fault.id(),
                number ->
                    fault.conditions(
                        number,
                        meter != null && meter.isOf(number)
                            ? List.of(meter.watching())
                            : List.of()),
                terms.within(),
                ended -> fault.place() == null || isUndisturbed(ended));
    judge(fault, trace);
    if (meter != null && !meter.isReached()) {
      throw new TestAbortedException(
          "this fault did not come: on connection #%d the server sent %s, undisturbed it had sent more\n\n%s"
              .formatted(
                  meter.connection(), Words.count(meter.written(), "byte"), trace.transcript()));
    }
  }

  private boolean isUndisturbed(Ended<T> ended) {
    return Outcome.sameResult().allows(ended, undisturbed.result());
  }

  /** Throws if something is wrong. */
  void judge(FaultCase fault, Trace<T> trace) {
    Outcome<? super T> required = fault.place() == null ? Outcome.sameResult() : terms.harmful();
    Message.Fault wrong = fault(trace, required.allows(trace.ended(), undisturbed.result()));
    if (wrong == null) {
      return;
    }
    Message message =
        Message.of(fault.name(), required.descriptions(), terms.within(), wrong, trace)
            .undisturbed(undisturbed.result())
            .transcript(trace.transcript())
            .alone(fault.id());
    throw wrong == Message.Fault.OUTCOME && trace.ended() instanceof Ended.Returned<T> returned
        ? new AssertionFailedError(
            message.toString(), undisturbed.result(), returned.value(), cause(trace))
        : message.failure(cause(trace));
  }

  /** What is wrong, the worst if several things are; null if nothing is. */
  static Message.@Nullable Fault fault(Trace<?> trace, boolean allowed) {
    if (trace.ended() instanceof Ended.Hung) {
      return Message.Fault.HANG;
    }
    if (!allowed) {
      return Message.Fault.OUTCOME;
    }
    if (trace.deviation() != null) {
      return Message.Fault.CONVERSATION;
    }
    if (!trace.open().isEmpty()) {
      return Message.Fault.OPEN_CONNECTION;
    }
    return trace.threads().isEmpty() ? null : Message.Fault.THREADS;
  }

  /** What the client threw, with its stack, else what the server has thrown. */
  static @Nullable Throwable cause(Trace<?> trace) {
    return trace.ended() instanceof Ended.Threw<?> threw ? threw.problem() : trace.deviation();
  }
}
