package io.github.duologue.junit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads durations as people write them. */
final class Durations {
  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9}) ?(ms|s|min)");

  private Durations() {}

  /** Reads a duration, such as {@code 500 ms}, or as in ISO 8601. */
  static Duration parse(String text, String what) {
    Matcher simple = SIMPLE.matcher(text);
    if (simple.matches()) {
      long count = Long.parseLong(simple.group(1));
      return switch (simple.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        default -> Duration.ofMinutes(count);
      };
    }
    try {
      return Duration.parse(text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new ExtensionConfigurationException(
          "%s is \"%s\", which is no duration; write it as \"500 ms\", \"2 s\", \"1 min\" or \"PT2S\""
              .formatted(what, text));
    }
  }
}
