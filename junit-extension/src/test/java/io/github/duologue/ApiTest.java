package io.github.duologue;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public surface changes on purpose only: what users can see is written down in a file, which
 * {@code -Dduologue.api.write=true} writes anew.
 */
class ApiTest {
  private static final Path DUMP = Path.of("src", "test", "resources", "api.txt");

  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  @Test
  void thePublicSurfaceIsWhatWasReviewed() throws IOException {
    List<String> surface = surface();
    if (Boolean.getBoolean("duologue.api.write")) {
      Files.createDirectories(DUMP.getParent());
      Files.write(DUMP, surface);
    }
    assertThat(surface)
        .as("the public surface; if the change is meant, write it with -Dduologue.api.write=true")
        .containsExactlyElementsOf(Files.readAllLines(DUMP));
  }

  private static List<String> surface() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.duologue");
    Set<String> exported = exported();
    return classes.stream()
        .filter(type -> exported.contains(type.getPackageName()))
        .filter(ApiTest::isVisible)
        .map(JavaClass::reflect)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .flatMap(ApiTest::lines)
        .toList();
  }

  private static Set<String> exported() throws IOException {
    Path descriptor = Path.of("target", "classes", "module-info.class");
    try (var in = Files.newInputStream(descriptor)) {
      return ModuleDescriptor.read(in).exports().stream()
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    }
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ApiTest::isVisible).orElse(true);
  }

  private static Stream<String> lines(Class<?> type) {
    Set<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field.getModifiers())) {
        members.add(field.getType().getSimpleName() + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor.getModifiers())) {
        members.add("new " + parameters(constructor.getGenericParameterTypes()));
      }
    }
    for (Method method : methods(type)) {
      if (isOpen(method.getModifiers())
          && !method.isSynthetic()
          && !OF_EVERY_OBJECT.contains(method.getName())) {
        members.add(
            (Modifier.isStatic(method.getModifiers()) ? "static " : "")
                + method.getName()
                + parameters(method.getGenericParameterTypes())
                + ": "
                + simple(method.getGenericReturnType().getTypeName()));
      }
    }
    return Stream.concat(Stream.of(type.getName()), members.stream().map(member -> "  " + member));
  }

  /** Those of superclasses that nobody sees are as good as its own. */
  private static List<Method> methods(Class<?> type) {
    List<Method> all = new ArrayList<>(List.of(type.getDeclaredMethods()));
    Class<?> above = type.getSuperclass();
    while (above != null && !Modifier.isPublic(above.getModifiers())) {
      all.addAll(List.of(above.getDeclaredMethods()));
      above = above.getSuperclass();
    }
    return all;
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String parameters(java.lang.reflect.Type[] types) {
    return Arrays.stream(types)
        .map(type -> simple(type.getTypeName()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String simple(String name) {
    return name.replaceAll("[a-z]\\w*\\.", "");
  }
}
