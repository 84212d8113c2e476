package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A system property that tells the code under test where a server is.
 *
 * @param key its name
 * @param value its value, with placeholders
 */
record Property(String key, String value) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /** Reads {@code mail.url=smtp://{host}:{port}}. */
  static Property parse(String text, String place) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? "" : text.substring(0, equals).strip();
    if (key.isEmpty()) {
      throw new ExtensionConfigurationException(
          "%s has the property \"%s\", which has no key and value; write \"mail.port={port}\""
              .formatted(place, text));
    }
    String value = text.substring(equals + 1).strip();
    Matcher placeholders = PLACEHOLDER.matcher(value);
    while (placeholders.find()) {
      String name = placeholders.group(1);
      if (!name.equals("host") && !name.equals("port")) {
        throw new ExtensionConfigurationException(
            "%s has the property \"%s\", and nothing is known as {%s}; there are {host} and {port}"
                .formatted(place, text, name));
      }
    }
    return new Property(key, value);
  }

  String valueFor(FakeServer server) {
    return value.replace("{host}", server.host()).replace("{port}", "" + server.port());
  }
}
