package io.github.duologue.testcontainers;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.Fake;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Containers talk to servers in this JVM; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
@WithFakeServer(name = "greeter")
class ContainerClientTest {

  private static void greet(FakeServer server) {
    server.play(Framing.lines(), expect("hello").reply("welcome").then(disconnect()));
  }

  @Test
  void aContainerThatIsStartedAfterwardsFindsTheServerOnTheLoopbackAddress(FakeServer server)
      throws Exception {
    greet(server);
    ContainerAddress address = Containers.expose(server);

    try (GenericContainer<?> client = Tools.idle()) {
      client.start();
      assertThat(Tools.say(client, address, "hello")).isEqualTo("welcome\n");
    }
    assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(address.port()).isEqualTo(server.port());
  }

  @Test
  void aServerMayBeExposedTwice(FakeServer server) {
    assertThat(Containers.expose(server)).isEqualTo(Containers.expose(server));
  }

  @Test
  void aContainerWithAccessToTheHostFindsServersThatAreExposedLater(FakeServer server)
      throws Exception {
    greet(server);
    try (GenericContainer<?> client = Tools.idle().withAccessToHost(true)) {
      client.start();
      ContainerAddress address = Containers.exposeTo(server, client);

      assertThat(Tools.say(client, address, "hello")).isEqualTo("welcome\n");
    }
  }

  /** As one that Testcontainers has started before it knew of any port to forward. */
  @Test
  void aContainerThatRunsAndCannotKnowTheHostIsRefused(FakeServer server) {
    try (GenericContainer<?> client = Tools.idle()) {
      client.withCreateContainerCmdModifier(
          create -> create.getHostConfig().withExtraHosts(new String[0]));
      assertThat(Containers.exposeTo(server, client)).isEqualTo(Containers.expose(server));
      client.start();

      assertThatThrownBy(() -> Containers.exposeTo(server, client))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "container %s was started before a server was exposed, and cannot find 'greeter';"
                  + " start it after Containers.expose, or build it with withAccessToHost(true)",
              client.getContainerInfo().getName());
    }
  }

  @Testcontainers
  @WithFakeServer
  static class FieldCase {
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @Container final GenericContainer<?> client;
    final FakeServer server;

    FieldCase(FakeServer server) {
      this.server = server;
      greet(server);
      client =
          Tools.container(
                  () -> EVENTS.add("stopped while the server " + state()),
                  Tools.saying(Containers.expose(server), "hello"))
              .withStartupCheckStrategy(
                  new OneShotStartupCheckStrategy().withTimeout(Duration.ofSeconds(30)));
    }

    @Test
    void test() {
      EVENTS.add(client.getLogs().strip());
    }

    @AfterEach
    void remember() {
      EVENTS.add(state());
    }

    private String state() {
      return server.isListening() ? "listens" : "is closed";
    }
  }

  @Test
  void aContainerInAFieldIsGivenTheAddressByTheConstructor() {
    FieldCase.EVENTS.clear();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(FieldCase.class))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.succeeded(1));

    assertThat(FieldCase.EVENTS)
        .containsExactly("welcome", "listens", "stopped while the server listens");
  }

  @Testcontainers
  static class ClassCase {
    static final List<String> HEARD = new CopyOnWriteArrayList<>();

    @Fake static FakeServer server;
    static GenericContainer<?> client;
    static ContainerAddress address;

    @BeforeAll
    static void start() {
      address = Containers.expose(server);
      client = Tools.idle();
      client.start();
    }

    @AfterAll
    static void stop() {
      client.stop();
    }

    @RepeatedTest(2)
    void test() throws Exception {
      greet(server);
      HEARD.add(Tools.say(client, address, "hello").strip());
    }
  }

  @Test
  void aContainerForAWholeClassFindsTheServerOfEachOfItsTests() {
    ClassCase.HEARD.clear();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(ClassCase.class))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.succeeded(2));

    assertThat(ClassCase.HEARD).containsExactly("welcome", "welcome");
  }
}
