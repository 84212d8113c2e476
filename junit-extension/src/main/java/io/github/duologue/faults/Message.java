package io.github.duologue.faults;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Puts together what is said of a run that was not as it must be. */
final class Message {
  private final StringBuilder text = new StringBuilder();

  private Message(String headline) {
    text.append(headline).append('\n');
  }

  /**
   * Says why a case has failed.
   *
   * @param name the case, for people
   * @param ways in which of them the client may end
   * @param within the time that it had
   * @param fault what is wrong
   * @param trace what came of it
   */
  static Message of(String name, List<String> ways, Duration within, Fault fault, Trace<?> trace) {
    Message message = new Message("Under '" + name + "' " + fault.headline(trace, within) + ".");
    message.text.append("\nrequired within ").append(Words.time(within)).append('\n');
    for (int i = 0; i < ways.size(); i++) {
      message.text.append(i == 0 ? "  " : "  or ").append(ways.get(i)).append('\n');
    }
    message.ended("but the client", trace.ended());
    message.alsoWrong(trace);
    return message;
  }

  /** What can be wrong, the worst first. */
  enum Fault {
    HANG,
    OUTCOME,
    CONVERSATION,
    OPEN_CONNECTION,
    THREADS;

    String headline(Trace<?> trace, Duration within) {
      return switch (this) {
        case HANG -> "the client did not end within " + Words.time(within);
        case OUTCOME ->
            trace.ended() instanceof Ended.Threw<?> threw
                ? "the client threw " + threw.problem().getClass().getName()
                : "the client returned another result";
        case CONVERSATION -> "the conversation did not go as scripted";
        case OPEN_CONNECTION -> "the client left " + Words.connections(trace.open()) + " open";
        case THREADS ->
            "the client left " + Words.count(trace.threads().size(), "thread") + " behind";
      };
    }
  }

  private void ended(String who, Ended<?> ended) {
    if (ended instanceof Ended.Returned<?> returned) {
      line(who + " returned", Words.value(returned.value()));
    } else if (ended instanceof Ended.Threw<?> threw) {
      line(who + " threw", Words.problem(threw.problem()));
    } else if (ended instanceof Ended.Hung<?> hung) {
      text.append(who).append(" did not end; its thread stood\n");
      text.append(ClientThread.lines(hung.stack()));
    }
  }

  private void line(String title, String value) {
    text.append(title).append('\n').append("  ").append(value).append('\n');
  }

  private void alsoWrong(Trace<?> trace) {
    if (!trace.open().isEmpty()) {
      line("and left open, 1 s after it had ended", Words.connections(trace.open()));
    }
    if (!trace.threads().isEmpty()) {
      text.append("and left running, 1 s after it had ended\n");
      trace.threads().forEach(each -> text.append(Words.indented(each)).append('\n'));
    }
    if (!trace.deaf().isEmpty()) {
      line(
          "nothing ends it, neither an interrupt nor the end of its connections; its thread is",
          trace.deaf());
    }
    AssertionError deviation = trace.deviation();
    if (deviation != null) {
      line("of the conversation", Words.indented("" + deviation.getMessage()).strip());
    }
  }

  /** Shows what the client returned undisturbed. */
  Message undisturbed(@Nullable Object result) {
    line("undisturbed it returned", Words.value(result));
    return this;
  }

  /** Shows what happened on the wire. */
  Message transcript(String transcript) {
    text.append("\ntranscript of all connections\n");
    text.append(transcript.isEmpty() ? "  (no connection)" : Words.indented(transcript));
    text.append('\n');
    return this;
  }

  /** Says how to run the case alone. */
  Message alone(String id) {
    text.append("\nrun this case alone with -D").append(Scenario.PROPERTY).append('=').append(id);
    return this;
  }

  AssertionFailedError failure(@Nullable Throwable cause) {
    return new AssertionFailedError(toString(), cause);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
