package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What is said of a server before it is started.
 *
 * @param origin who says it: a class, a method, an extension, or nobody
 * @param place the same for people, such as {@code @WithFakeServer on SmtpClientTest}
 * @param said all that is said, to be compared
 * @param name the name of the server, empty if it has none
 * @param settings what it is to be like
 * @param properties the system properties to set as long as it lives
 */
record Declaration(
    Object origin,
    String place,
    Object said,
    String name,
    ServerScope scope,
    boolean lenient,
    Consumer<FakeServerBuilder> settings,
    List<Property> properties) {

  /** The same server for the same key. */
  record Key(Object origin, String name) {}

  private static final Object NOBODY = "nobody";

  /** What holds where no annotation says anything. */
  static final Declaration USUAL =
      new Declaration(
          NOBODY, "@Fake", NOBODY, "", ServerScope.PER_TEST, false, builder -> {}, List.of());

  static Declaration of(WithFakeServer annotation, Object origin, String what) {
    String place = "@WithFakeServer on " + what;
    List<Property> properties = new ArrayList<>();
    for (String each : annotation.properties()) {
      properties.add(Property.parse(each, place));
    }
    Consumer<FakeServerBuilder> settings = builder -> apply(annotation, place, builder);
    FakeServerBuilder trial = FakeServer.builder(); // fails before anything is started
    named(annotation.name(), place, trial);
    settings.accept(trial);
    return new Declaration(
        origin,
        place,
        annotation,
        annotation.name(),
        annotation.scope(),
        annotation.lenient(),
        settings,
        properties);
  }

  private static void named(String name, String place, FakeServerBuilder builder) {
    if (!name.isEmpty()) {
      try {
        builder.name(name);
      } catch (IllegalArgumentException e) {
        throw new ExtensionConfigurationException(place + " is refused: " + e.getMessage(), e);
      }
    }
  }

  private static void apply(WithFakeServer annotation, String place, FakeServerBuilder builder) {
    try {
      builder.port(annotation.port()).listening(annotation.listening());
      if (!annotation.deadline().isEmpty()) {
        builder.deadline(Durations.parse(annotation.deadline(), "the deadline of " + place));
      }
      if (!annotation.idle().isEmpty()) {
        builder.idle(Durations.parse(annotation.idle(), "the idle time of " + place));
      }
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(place + " is refused: " + e.getMessage(), e);
    }
  }

  /** The same for a server of that name. */
  Declaration named(String other) {
    return new Declaration(origin, place, said, other, scope, lenient, settings, properties);
  }

  /** The same, said of a class that inherits it. */
  Declaration on(Class<?> heir) {
    return new Declaration(heir, place, said, name, scope, lenient, settings, properties);
  }

  /** A session's servers are the same by name, whoever declares them. */
  Key key() {
    return new Key(scope == ServerScope.PER_SESSION ? ServerScope.PER_SESSION : origin, name);
  }
}
