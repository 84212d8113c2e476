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
    Optional<Method> method = context.getTestMethod();
    if (method.isPresent()) {
      List<WithFakeServer> own =
          AnnotationSupport.findRepeatableAnnotations(method, WithFakeServer.class);
      if (!own.isEmpty()) {
        return on(method.get(), context.getRequiredTestClass(), own);
      }
    }
    Optional<Class<?>> type = context.getTestClass();
    if (type.isEmpty()) {
      return new Declarations(List.of());
    }
    Declarations found = ClassPlan.of(type.get(), context).declarations();
    List<Class<?>> around = context.getEnclosingTestClasses();
    for (int i = around.size() - 1; i >= 0 && found.all.isEmpty(); i--) {
      found = ClassPlan.of(around.get(i), context).declarations();
    }
    return found;
  }

  private static Declarations on(Method method, Class<?> type, List<WithFakeServer> annotations) {
    String what = Names.of(type, method);
    Declarations declared = checked(annotations, method, what);
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
    // What is inherited comes along, and does not count beside what the class has itself.
    List<WithFakeServer> own = new ArrayList<>(all);
    own.removeAll(AnnotationSupport.findRepeatableAnnotations(parent, WithFakeServer.class));
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
