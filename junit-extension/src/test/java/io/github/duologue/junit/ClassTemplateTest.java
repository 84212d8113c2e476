package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that run several times; JUnit 5.12 has no annotation for them, so they are text here. */
class ClassTemplateTest {
  @TempDir Path directory;

  private static final String CASES =
      """
      package io.github.duologue.junit;

      import io.github.duologue.server.FakeServer;
      import org.junit.jupiter.api.BeforeAll;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.params.ParameterizedClass;
      import org.junit.jupiter.params.provider.ValueSource;

      @ParameterizedClass
      @ValueSource(ints = {1, 2})
      class TemplateCases {
        @Fake static FakeServer server;
        static int port;

        @Fake("instance") FakeServer instance;

        TemplateCases(int number, @Fake("instance") FakeServer ofConstructor) {
          Launch.SERVERS.add(ofConstructor);
        }

        @BeforeAll
        static void prepare() {
          port = server.port();
        }

        @Test
        void one(@Fake("instance") FakeServer same) {
          ClassScopeTest.ping(server);
          Launch.SERVERS.remove(server);
          if (server.port() != port || same != instance) {
            throw new AssertionError("another server");
          }
        }

        @Test
        void two() {
          one(instance);
        }
      }
      """;

  @Test
  void theServerOfAParameterizedClassIsForAllItsInvocations()
      throws IOException, IllegalAccessException {
    assumeTrue(hasClassTemplates(), "JUnit 5.12 has no class templates");
    Class<?> cases = compile(CASES);
    Launch launch = Launch.of(cases);
    launch.passed();
    assertThat(launch.tests()).isEqualTo(4);
    assertThat(Launch.SERVERS).hasSize(4).doesNotHaveDuplicates();
  }

  private static boolean hasClassTemplates() {
    try {
      Class.forName("org.junit.jupiter.params.ParameterizedClass");
      return true;
    } catch (ClassNotFoundException before513) {
      return false;
    }
  }

  private Class<?> compile(String source) throws IOException, IllegalAccessException {
    Path file = directory.resolve("TemplateCases.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            file.toString());
    assertThat(result).isZero();
    byte[] bytes =
        Files.readAllBytes(directory.resolve("io/github/duologue/junit/TemplateCases.class"));
    return MethodHandles.lookup().defineClass(bytes); // beside this class, as if it stood there
  }
}
