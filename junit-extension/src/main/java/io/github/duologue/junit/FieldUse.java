package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Keeps tests and classes that run at the same time from taking each other's server out of a field
 * that they share.
 */
@SuppressWarnings("deprecation")
final class FieldUse implements CloseableResource, AutoCloseable {
  private static final Namespace NAMESPACE = Namespace.create(FieldUse.class);

  /** A field of an instance, or of none; instances of records and the like may be equal. */
  private record Place(int instance, FakeField field) {}

  private final Map<Place, Object> used;
  private final Place place;

  private FieldUse(Map<Place, Object> used, Place place) {
    this.used = used;
    this.place = place;
  }

  /** Notes that a test uses a field, until its store is closed. */
  static void beginTest(FakeField field, Object instance, ExtensionContext test) {
    Place place = new Place(System.identityHashCode(instance), field);
    Map<Place, Object> used = used(test);
    if (used.putIfAbsent(place, instance) != null) {
      throw new ExtensionConfigurationException(
          ("%s belongs to an instance that tests share which run at the same time, and each has its"
                  + " own server; take it as a parameter, or let the class run its tests in one"
                  + " thread, as @Execution(SAME_THREAD) does")
              .formatted(field));
    }
    test.getStore(NAMESPACE).put(place, new FieldUse(used, place));
  }

  /** Notes that a class has a server in a static field, until its store is closed. */
  static void beginClass(FakeField field, FakeServer server, ExtensionContext type) {
    Place place = new Place(0, field);
    Map<Place, Object> used = used(type);
    Object other = used.putIfAbsent(place, server);
    if (other == null) {
      type.getStore(NAMESPACE).put(place, new FieldUse(used, place));
    } else if (other != server) {
      throw new ExtensionConfigurationException(
          ("%s is static, and two classes have it at the same time, %s is the second; let them run"
                  + " one after another, or have a field each")
              .formatted(field, Names.of(type.getRequiredTestClass())));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Place, Object> used(ExtensionContext test) {
    Object map =
        test.getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Map.class, key -> new ConcurrentHashMap<Place, Object>());
    return (Map<Place, Object>) Objects.requireNonNull(map);
  }

  @Override
  public void close() {
    used.remove(place);
  }
}
