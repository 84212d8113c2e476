package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where JUnit Jupiter is too old, its user is told so, and nothing else goes wrong before. */
class OldJupiterTest {

  /** Loads our classes once more, where all that came with 5.12 is missing. */
  private static final class Before512 extends ClassLoader {
    private static final String OURS = "io.github.duologue.junit.";
    private static final Set<String> NEW =
        Set.of(
            "org.junit.jupiter.api.extension.MediaType",
            "org.junit.jupiter.api.extension.PreInterruptCallback",
            "org.junit.jupiter.api.extension.PreInterruptContext",
            "org.junit.jupiter.api.extension.TestInstantiationAwareExtension",
            "org.junit.jupiter.api.extension."
                + "TestInstantiationAwareExtension$ExtensionContextScope",
            "org.junit.jupiter.api.parallel.ResourceLocksProvider",
            "org.junit.jupiter.api.parallel.ResourceLocksProvider$Lock");

    Before512() {
      super(OldJupiterTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (NEW.contains(name)) {
        throw new ClassNotFoundException(name);
      }
      Class<?> present = findLoadedClass(name);
      if (present != null || !name.startsWith(OURS)) {
        return present == null ? super.loadClass(name, resolve) : present;
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static final String REFUSED =
      "Duologue needs JUnit Jupiter 5.12 or later, and %s is here; let the build use a later one, by"
          + " the BOM of JUnit or of the framework that manages its version";

  private static String refused() {
    return REFUSED.formatted(ExtensionContext.class.getPackage().getImplementationVersion());
  }

  @Test
  void theExtensionOfTheAnnotationsSaysWhichVersionItNeeds() throws ReflectiveOperationException {
    ClassLoader old = new Before512();
    for (String each : new String[] {"WithFakeServer", "WithFakeServers", "Fake"}) {
      ExtendWith first =
          old.loadClass(Before512.OURS + each).getAnnotationsByType(ExtendWith.class)[0];
      assertThat(first.value()).hasSize(1);
      Constructor<?> constructor = first.value()[0].getDeclaredConstructor();
      constructor.setAccessible(true);
      assertThatThrownBy(constructor::newInstance)
          .cause()
          .isInstanceOf(ExtensionConfigurationException.class)
          .hasMessage(refused());
    }
  }

  @Test
  void theRegisteredExtensionSaysWhichVersionItNeeds() throws ReflectiveOperationException {
    Class<?> extension = new Before512().loadClass(FakeServerExtension.class.getName());
    Class<?> builder =
        extension.getClassLoader().loadClass(Before512.OURS + "FakeServerExtension$Builder");
    MethodHandle method =
        MethodHandles.publicLookup() // looks at no other method of the class, as a caller
            .findStatic(extension, "builder", MethodType.methodType(builder));
    assertThatThrownBy(method::invoke)
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(refused());
  }

  /** Otherwise a version that knows no providers ends the run before it asks an extension. */
  @ParameterizedTest
  @ValueSource(classes = {WithFakeServer.class, WithFakeServers.class})
  void olderVersionsCanReadTheLockOfTheAnnotationWhichExcludesNobody(Class<?> annotation) {
    ResourceLock lock = annotation.getAnnotation(ResourceLock.class);
    assertThat(lock.value()).isNotBlank();
    assertThat(lock.mode()).isEqualTo(ResourceAccessMode.READ);
  }

  @Test
  void thePresentVersionIsNewEnough() {
    assertThat(JupiterVersion.problem()).isNull();
  }
}
