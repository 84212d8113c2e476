package io.github.duologue.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What a test class says about fake servers; looked up once for each class, and checked then.
 * Thread-safe.
 */
final class ClassPlan {
  private static final Namespace NAMESPACE = Namespace.create(ClassPlan.class);

  private final Class<?> type;
  private final Declarations declarations;
  private final List<FakeField> fields;
  private final Map<Method, Declarations> ofMethods = new ConcurrentHashMap<>();

  private ClassPlan(Class<?> type, Declarations declarations, List<FakeField> fields) {
    this.type = type;
    this.declarations = declarations;
    this.fields = fields;
  }

  @SuppressWarnings("deprecation") // its successor came with JUnit 6
  static ClassPlan of(Class<?> type, ExtensionContext context) {
    ClassPlan plan =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(type, ClassPlan::of, ClassPlan.class);
    return Objects.requireNonNull(plan);
  }

  private static ClassPlan of(Class<?> type) {
    Declarations declarations = Declarations.on(type);
    List<FakeField> fields = new ArrayList<>();
    for (Field each :
        AnnotationSupport.findAnnotatedFields(
            type, Fake.class, field -> true, HierarchyTraversalMode.TOP_DOWN)) {
      FakeField field = FakeField.of(each);
      for (FakeField other : fields) {
        requireApart(field, other);
      }
      fields.add(field);
    }
    requireTests(type);
    return new ClassPlan(type, declarations, List.copyOf(fields));
  }

  private static void requireApart(FakeField field, FakeField other) {
    if (field.name().equals(other.name())) {
      String both =
          field.name().isEmpty() ? "are both without a name" : "both say \"" + field.name() + "\"";
      throw new ExtensionConfigurationException(
          "%s and %s %s, so that they would hold one server; name them apart: @Fake(\"…\")"
              .formatted(other, field, both));
    }
  }

  private static void requireTests(Class<?> type) {
    for (Method each :
        AnnotationSupport.findAnnotatedMethods(
            type, WithFakeServer.class, HierarchyTraversalMode.TOP_DOWN)) {
      requireTest(each);
    }
    for (Method each :
        AnnotationSupport.findAnnotatedMethods(
            type, WithFakeServers.class, HierarchyTraversalMode.TOP_DOWN)) {
      requireTest(each);
    }
  }

  private static void requireTest(Method method) {
    if (!AnnotationSupport.isAnnotated(method, Testable.class)) {
      throw new ExtensionConfigurationException(
          "%s has @WithFakeServer and is no test; add @Test, or put the annotation on the class"
              .formatted(Names.of(method.getDeclaringClass(), method)));
    }
  }

  /** The servers that the class declares. */
  Declarations declarations() {
    return declarations;
  }

  /** The servers that one of its methods declares; looked up once for each method. */
  Declarations declarations(Method method) {
    return ofMethods.computeIfAbsent(method, each -> Declarations.on(each, type));
  }

  /** The fields that are to hold a server, those of superclasses first. */
  List<FakeField> fields() {
    return fields;
  }

  /** The field that holds the server of a name. */
  Optional<FakeField> field(String name) {
    return fields.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
