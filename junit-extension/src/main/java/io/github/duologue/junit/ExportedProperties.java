package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties that were set for a server, and what they were before. */
final class ExportedProperties {
  private final Map<String, @Nullable String> before = new LinkedHashMap<>();

  ExportedProperties(List<Property> properties, FakeServer server) {
    for (Property each : properties) {
      String old = System.setProperty(each.key(), each.valueFor(server));
      before.putIfAbsent(each.key(), old);
    }
  }

  void restore() {
    before.forEach(
        (key, old) -> {
          if (old == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, old);
          }
        });
  }
}
