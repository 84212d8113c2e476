package io.github.duologue.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run of the client ended. */
sealed interface Ended<T extends @Nullable Object> {

  /** It returned. */
  record Returned<T extends @Nullable Object>(T value) implements Ended<T> {}

  /** It threw. */
  record Threw<T extends @Nullable Object>(Throwable problem) implements Ended<T> {}

  /** It did not end in time, and stood there. */
  record Hung<T extends @Nullable Object>(List<StackTraceElement> stack) implements Ended<T> {}
}
