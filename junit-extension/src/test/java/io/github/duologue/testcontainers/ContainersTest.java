package io.github.duologue.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.server.FakeServer;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of exposing servers without any container. */
class ContainersTest {

  @Test
  void anAddressIsWrittenAsClientsWantIt() {
    ContainerAddress address = new ContainerAddress("host.testcontainers.internal", 40001);

    assertThat(address).hasToString("host.testcontainers.internal:40001");
    assertThat(address.uri("redis"))
        .isEqualTo(URI.create("redis://host.testcontainers.internal:40001"));
  }

  @Test
  void aServerThatWasNotStartedIsRefused() {
    FakeServer server = FakeServer.builder().name("smtp").build();

    assertThatThrownBy(() -> Containers.expose(server))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'smtp' was not started; call start() before asking where it listens");
  }

  @Test
  void aServerThatWasClosedIsRefused() {
    FakeServer server = FakeServer.builder().name("smtp").start();
    server.close();

    assertThatThrownBy(() -> Containers.expose(server))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "'smtp' was closed, and containers would find nobody there; expose it while it listens");
  }

  @Test
  void aServerOnAnotherAddressIsRefused() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (FakeServer server = FakeServer.builder().name("smtp").address(other).start()) {

      assertThatThrownBy(() -> Containers.expose(server))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "server 'smtp' listens on 127.0.0.2, and Testcontainers forwards to 127.0.0.1;"
                  + " build it without address(…), containers will find it there");
    }
  }

  /** Is loaded without Testcontainers. */
  static final class User implements Callable<ContainerAddress> {
    @Override
    public ContainerAddress call() {
      try (FakeServer server = FakeServer.builder().start()) {
        return Containers.expose(server);
      }
    }
  }

  @Test
  void withoutTestcontainersTheMessageSaysWhatToAdd() throws Exception {
    try (URLClassLoader without = new WithoutTestcontainers()) {
      Constructor<?> user = without.loadClass(User.class.getName()).getDeclaredConstructor();
      user.setAccessible(true);
      Callable<?> there = (Callable<?>) user.newInstance();

      assertThatThrownBy(there::call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Testcontainers is not on the class path; add org.testcontainers:testcontainers,"
                  + " 2.0 or newer, to expose a server to containers");
    }
  }

  /** The class path of this test, as a user without Testcontainers has it. */
  private static final class WithoutTestcontainers extends URLClassLoader {
    WithoutTestcontainers() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Stream.of(
              System.getProperty("java.class.path").split(System.getProperty("path.separator")))
          .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("testcontainers"))
          .map(WithoutTestcontainers::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new AssertionError(e);
      }
    }
  }
}
