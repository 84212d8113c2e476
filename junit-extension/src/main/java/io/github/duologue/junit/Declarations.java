package io.github.duologue.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The servers that are declared where it is nearest to a test. */
record Declarations(List<Declaration> all) {

  /** Finds what is nearest: on the test method, its class, a class around it. */
  static Declarations nearest(ExtensionContext context) {
    Optional<Class<?>> type = context.getTestClass();
    if (type.isEmpty()) {
      return new Declarations(List.of());
    }
    ClassPlan plan = ClassPlan.of(type.get(), context);
    Optional<Method> method = context.getTestMethod();
    if (method.isPresent()) {
      Declarations own = plan.declarations(method.get());
      if (!own.all.isEmpty()) {
        return own;
      }
    }
    Declarations found = plan.declarations();
    List<Class<?>> around = context.getEnclosingTestClasses();
    for (int i = around.size() - 1; i >= 0 && found.all.isEmpty(); i--) {
      found = ClassPlan.of(around.get(i), context).declarations();
    }
    return found;
  }

  /** Finds what is on a method of a class. */
  static Declarations on(Method method, Class<?> type) {
    List<WithFakeServer> found =
        AnnotationSupport.findRepeatableAnnotations(method, WithFakeServer.class);
    Declarations declared = checked(found, method, Names.of(type, method));
    for (Declaration each : declared.all) {
      if (each.scope() != ServerScope.PER_TEST) {
        throw new ExtensionConfigurationException(
            "%s has scope %s, and a method has servers per test; put the annotation on the class"
                .formatted(each.place(), each.scope()));
      }
    }
    return declared;
  }

  /** Finds what is on a class, or else on the nearest of its superclasses. */
  static Declarations on(Class<?> type) {
    List<WithFakeServer> all =
        AnnotationSupport.findRepeatableAnnotations(type, WithFakeServer.class);
    Class<?> parent = type.getSuperclass();
    if (all.isEmpty() || parent == null) {
      return checked(all, type, Names.of(type));
    }
    // What is inherited comes along, and does not count beside what the class has itself, which may
    // be the same once more.
    List<WithFakeServer> own = new ArrayList<>(all);
    own.removeAll(AnnotationSupport.findRepeatableAnnotations(parent, WithFakeServer.class));
    for (WithFakeServer each : type.getDeclaredAnnotationsByType(WithFakeServer.class)) {
      if (!own.contains(each)) {
        own.add(each);
      }
    }
    if (own.isEmpty()) {
      Declarations inherited = on(parent);
      return inherited.all.isEmpty() ? checked(all, type, Names.of(type)) : inherited.of(type);
    }
    return checked(own, type, Names.of(type));
  }

  private Declarations of(Class<?> type) {
    return new Declarations(all.stream().map(each -> each.on(type)).toList());
  }

  private static Declarations checked(List<WithFakeServer> found, Object origin, String what) {
    List<Declaration> all = new ArrayList<>();
    for (WithFakeServer each : found) {
      for (Declaration other : all) {
        if (other.name().equals(each.name())) {
          throw new ExtensionConfigurationException(
              "%s has two @WithFakeServer %s; keep one, or give each a name of its own"
                  .formatted(
                      what,
                      each.name().isEmpty() ? "without a name" : "named '" + each.name() + "'"));
        }
      }
      all.add(Declaration.of(each, origin, what));
    }
    return new Declarations(List.copyOf(all));
  }

  /**
   * Picks the one that is meant.
   *
   * @param name the name that the one who asks gives, empty if none
   * @param who the one who asks, such as {@code parameter 'server' of SmtpTest.sends}
   */
  Declaration pick(String name, String who) {
    if (!name.isEmpty() && name.isBlank()) {
      throw new ExtensionConfigurationException(
          who + " has a @Fake with a blank name; give a name or leave it out");
    }
    if (all.isEmpty()) {
      return Declaration.USUAL.named(name);
    }
    if (name.isEmpty()) {
      if (all.size() > 1) {
        throw new ExtensionConfigurationException(
            "%s could be any of the servers %s; say which: @Fake(\"%s\")"
                .formatted(who, names(), all.get(0).name()));
      }
      return all.get(0);
    }
    for (Declaration each : all) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    for (Declaration each : all) {
      if (each.name().isEmpty()) {
        return each.named(name);
      }
    }
    throw new ExtensionConfigurationException(
        "%s wants the server '%s', and %s declares only %s; add @WithFakeServer(name = \"%s\")"
            .formatted(who, name, all.get(0).place(), names(), name));
  }

  private String names() {
    return all.stream()
        .map(each -> each.name().isEmpty() ? "the one without a name" : "'" + each.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
