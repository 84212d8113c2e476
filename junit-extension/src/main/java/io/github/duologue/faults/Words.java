package io.github.duologue.faults;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.Display;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How names and messages say numbers, times and values. */
final class Words {
  private static final int LONGEST = 1_000;

  private Words() {}

  static String count(long count, String singular) {
    return count(count, singular, singular + "s");
  }

  static String count(long count, String singular, String plural) {
    return number(count) + " " + (count == 1 ? singular : plural);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String time(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** Such as {@code connections #1 and #3}. */
  static String connections(List<Integer> numbers) {
    return (numbers.size() == 1 ? "connection " : "connections ")
        + numbers.stream().map(number -> "#" + number).collect(Collectors.joining(" and "));
  }

  /** Shows a value; its own methods are foreign code, so they may fail. */
  static String value(@Nullable Object value) {
    try {
      return shortened(plain(value));
    } catch (RuntimeException unspeakable) {
      return "a " + (value == null ? null : value.getClass().getName());
    }
  }

  private static String plain(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return Display.quoted(text.toString());
    }
    if (value instanceof byte[] array) {
      return Display.of(Bytes.copyOf(array));
    }
    if (value instanceof Bytes bytes) {
      return Display.of(bytes);
    }
    String inList = Arrays.deepToString(new @Nullable Object[] {value});
    return inList.substring(1, inList.length() - 1);
  }

  /** Names a problem, in a line. */
  static String problem(Throwable problem) {
    try {
      return shortened(problem.toString().replaceAll("\\R", "\\\\n"));
    } catch (RuntimeException unspeakable) {
      return problem.getClass().getName();
    }
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int half = LONGEST / 2;
    return text.substring(0, half) + " … " + text.substring(text.length() - half);
  }

  /** Moves all lines a little to the right. */
  static String indented(String text) {
    return text.strip()
        .lines()
        .map(line -> line.isEmpty() ? "" : "  " + line)
        .collect(Collectors.joining("\n"));
  }
}
