package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A field that is to hold a server.
 *
 * @param field the field, of type {@link FakeServer} and not final
 * @param name the name of the server, empty if none
 */
record FakeField(Field field, String name) {

  static FakeField of(Field field) {
    Fake annotation = field.getAnnotation(Fake.class);
    FakeField made = new FakeField(field, annotation == null ? "" : annotation.value());
    if (field.getType() != FakeServer.class) {
      throw new ExtensionConfigurationException(
          "%s is annotated @Fake and is a %s; make it a FakeServer"
              .formatted(made, field.getType().getSimpleName()));
    }
    if (Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          made
              + " is annotated @Fake and is final; each test gets another server, so leave it out");
    }
    return made;
  }

  boolean isStatic() {
    return Modifier.isStatic(field.getModifiers());
  }

  void set(@Nullable Object instance, FakeServer server) {
    if (!field.trySetAccessible()) {
      // JUnit may, to whom the modules of tests are open; this object is accessible from then on.
      ReflectionSupport.tryToReadFieldValue(field, instance);
    }
    try {
      field.set(instance, server);
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException(
          "%s cannot be set; let the module of the test open the package %s to JUnit"
              .formatted(this, field.getDeclaringClass().getPackageName()),
          e);
    }
  }

  @Override
  public String toString() {
    return "field " + Names.of(field.getDeclaringClass()) + "." + field.getName();
  }
}
