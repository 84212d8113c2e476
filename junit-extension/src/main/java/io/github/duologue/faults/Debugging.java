package io.github.duologue.faults;

import java.lang.management.ManagementFactory;

/** Tells whether somebody may step through the client: people are slow, so no deadline strikes. */
final class Debugging {

  private Debugging() {}

  /** The first call is slow, so it is for the moment when a deadline is about to strike. */
  static boolean isOn() {
    return Answer.ON;
  }

  private static final class Answer {
    static final boolean ON = look();

    private static boolean look() {
      try {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(each -> each.startsWith("-agentlib:jdwp") || each.startsWith("-Xrunjdwp"));
      } catch (LinkageError | RuntimeException absent) {
        return false;
      }
    }
  }
}
