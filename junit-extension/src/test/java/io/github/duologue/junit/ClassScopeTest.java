package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of a whole class serves one test after another, and remembers nothing. */
class ClassScopeTest {

  /** Plays and has one ping; fails if anything is left of another test. */
  static void ping(FakeServer server) {
    Launch.SERVERS.add(server);
    assertThat(server.connections()).isEmpty();
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Client client = new Client(server)) {
      assertThat(client.ask("PING")).isEqualTo("PONG");
    }
    assertThat(server.connections()).hasSize(1);
  }

  private static void oneServerFor(int tests) {
    assertThat(Launch.SERVERS).hasSize(tests);
    assertThat(Set.copyOf(Launch.SERVERS)).hasSize(1);
    closed(Launch.SERVERS.get(0));
  }

  private static void closed(FakeServer server) {
    assertThatThrownBy(() -> new Socket(server.host(), server.port()))
        .isInstanceOf(ConnectException.class);
  }

  static class StaticFieldCases {
    @Fake static FakeServer server;
    static int port;

    @BeforeAll
    static void note(FakeServer same) {
      assertThat(same).isSameAs(server);
      port = server.port();
    }

    @BeforeEach
    void prepare(FakeServer same) {
      assertThat(same).isSameAs(server);
    }

    @RepeatedTest(2)
    void repeated() {
      ping(server);
      assertThat(server.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int number, FakeServer same) {
      assertThat(same).isSameAs(server);
      ping(server);
    }

    @AfterAll
    static void finish(FakeServer same) {
      assertThat(same).isSameAs(server);
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void aStaticFieldHasOneServerForAllTestsAndKeepsItsPort() {
    Launch.of(StaticFieldCases.class).passed();
    oneServerFor(4);
    assertThat(Launch.SERVERS.get(0).name()).isEqualTo("ClassScopeTest.StaticFieldCases");
  }

  @WithFakeServer
  static class BeforeAllCases {
    @BeforeAll
    static void prepare(FakeServer server) {
      Launch.SERVERS.add(server);
    }

    @Test
    void asks(FakeServer server) {
      Launch.SERVERS.remove(server);
      ping(server);
    }

    /** The code under test knows the port all the same. */
    @Test
    void asksForNone() {
      FakeServer server = Launch.SERVERS.get(0);
      assertThat(server.connections()).isEmpty();
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      try (Client client = new Client(server)) {
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }

    @AfterAll
    static void finish(FakeServer server) {
      assertThat(Launch.SERVERS).containsOnly(server);
    }
  }

  @Test
  void aParameterOfBeforeAllMakesTheServerOneForTheClass() {
    Launch.of(BeforeAllCases.class).passed();
    oneServerFor(1);
  }

  @WithFakeServer(scope = ServerScope.PER_CLASS)
  static class AnnotatedCases {
    private final FakeServer ofConstructor;

    AnnotatedCases(FakeServer server) {
      ofConstructor = server;
    }

    @RepeatedTest(2)
    void repeated(FakeServer server) {
      assertThat(server).isSameAs(ofConstructor);
      ping(server);
    }

    @Nested
    class Inner {
      @Test
      void test(FakeServer server) {
        ping(server);
      }
    }

    @Nested
    class Sibling {
      @Test
      void test(FakeServer server) {
        ping(server);
      }
    }
  }

  @Test
  void theAnnotationCanAskForOneServerForAllTestsOfAClassNestedOnesToo() {
    Launch.of(AnnotatedCases.class).passed();
    oneServerFor(4);
  }

  @WithFakeServer
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstanceCases {
    private final FakeServer ofConstructor;

    @Fake("own")
    FakeServer ofTest;

    OneInstanceCases(FakeServer server) {
      ofConstructor = server;
    }

    @RepeatedTest(2)
    void repeated(FakeServer server, @Fake("own") FakeServer own) {
      assertThat(server).isSameAs(ofConstructor);
      assertThat(own).isSameAs(ofTest).isNotSameAs(server);
      ping(server);
    }
  }

  @Test
  void theConstructorOfAClassWithOneInstanceHasTheServerOfTheClass() {
    Launch.of(OneInstanceCases.class).passed();
    oneServerFor(2);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class RegisteredInInstanceCases {
    @RegisterExtension final FakeServerExtension own = FakeServerExtension.builder().build();

    private int port;

    @BeforeAll
    void note() {
      port = own.port();
    }

    @RepeatedTest(2)
    void repeated(FakeServer server) {
      assertThat(server).isSameAs(own.server());
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.transcript().entries()).isEmpty();
      ping(server);
      assertThat(server.transcript().entries()).isNotEmpty();
    }
  }

  @Test
  void anExtensionInAFieldOfTheOnlyInstanceHasOneServerForAllTests() {
    Launch.of(RegisteredInInstanceCases.class).passed();
    oneServerFor(2);
    assertThat(Launch.SERVERS.get(0).name()).isEqualTo("ClassScopeTest.RegisteredInInstanceCases");
  }

  @TestClassOrder(ClassOrderer.OrderAnnotation.class)
  static class SiblingCases {
    @Fake static FakeServer server;

    @Nested
    @Order(1)
    class First {
      @Fake("inner")
      static FakeServer inner;

      @Test
      void test() {
        ping(server);
        inner.play(Framing.lines(), expect("A"));
        new Client(inner).say("A").close();
      }
    }

    @Nested
    @Order(2)
    class Second {
      @BeforeAll
      static void prepare(FakeServer same) {
        assertThat(same).isSameAs(server);
        closed(First.inner);
      }

      @Test
      void test(FakeServer same) {
        assertThat(same).isSameAs(server);
        ping(server);
      }
    }
  }

  @Test
  void siblingNestedClassesHaveTheServerOfTheOuterClassAndThatOfAnInnerEndsWithIt() {
    Launch.of(SiblingCases.class).passed();
    oneServerFor(2);
  }

  abstract static class Base {
    @Fake static FakeServer server;
  }

  static class FirstDerivedCase extends Base {
    @Test
    void test() {
      ping(server);
    }
  }

  static class SecondDerivedCase extends Base {
    @Test
    void test() {
      ping(server);
    }
  }

  @Test
  void aStaticFieldOfASuperclassHasAServerForEachClass() {
    Launch.ofAll(FirstDerivedCase.class, SecondDerivedCase.class).passed();
    assertThat(Launch.SERVERS).hasSize(2).doesNotHaveDuplicates();
    Launch.SERVERS.forEach(ClassScopeTest::closed);
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ForgettingCases {
    @Fake static FakeServer server;

    @Test
    @Order(1)
    void bad() {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
      new Client(server).say("PIG").hear();
    }

    @Test
    @Order(2)
    void good() {
      assertThat(server.verdict().isGood()).isTrue();
      assertThat(server.transcript().entries()).isEmpty();
      ping(server);
    }

    @Test
    @Order(3)
    void unmet() {
      server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
      new Client(server).ask("PING");
    }

    @Test
    @Order(4)
    void goodAgain() {
      ping(server);
    }
  }

  @Test
  void theVerdictOfEachTestIsItsOwn() {
    Launch launch = Launch.of(ForgettingCases.class);
    assertThat(launch.outcomes())
        .containsExactly("bad FAILED", "good SUCCESSFUL", "goodAgain SUCCESSFUL", "unmet FAILED");
    assertThat(launch.failure("bad"))
        .hasMessageContaining("'ClassScopeTest.ForgettingCases'")
        .hasMessageContaining("\"PIG\"");
    assertThat(launch.failure("unmet")).hasMessageContaining("\"QUIT\"");
  }

  static class BetweenCases {
    @Fake static FakeServer server;

    @BeforeAll
    static void connectTooEarly() {
      try (Client client = new Client(server)) {
        assertThatThrownBy(() -> client.ask("PING")).isInstanceOf(UncheckedIOException.class);
      }
      assertThatThrownBy(() -> server.play(expect("A")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("while no test runs");
    }

    @Test
    void test() {
      server.play(expect("A"));
    }
  }

  @Test
  void whoConnectsBetweenTestsIsResetAndNoted() {
    assertThat(Launch.of(BetweenCases.class).failure())
        .hasMessageContaining("No client connected to")
        .hasMessageEndingWith(
            "note: 1 connection came before this test, while none ran, and was reset");
  }

  static class AfterwardsCases {
    @Fake static FakeServer server;
    static Client staying;

    @Test
    void test() {
      server.play(Framing.lines(), atLeast(0, expect("PING").reply("PONG")));
      staying = new Client(server);
      assertThat(staying.ask("PING")).isEqualTo("PONG");
    }

    @AfterAll
    static void connectTooLate() {
      try (Client kept = staying;
          Client late = new Client(server)) {
        assertThat(kept.hear()).isNull();
        assertThatThrownBy(() -> late.ask("PING")).isInstanceOf(UncheckedIOException.class);
      }
    }
  }

  @Test
  void afterATestItsConnectionsAreClosedAndOthersReset() {
    Launch.of(AfterwardsCases.class).passed();
  }

  private static boolean isStarted(Class<?> cases) {
    String name = "duologue ClassScopeTest." + cases.getSimpleName() + " accept";
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(name));
  }

  @WithFakeServer(scope = ServerScope.PER_CLASS)
  static class UnaskedCases {
    @BeforeAll
    static void prepare() {
      assertThat(isStarted(UnaskedCases.class)).isFalse();
    }

    @Test
    void asksForNone() {
      assertThat(isStarted(UnaskedCases.class)).isFalse();
    }

    @Test
    @Disabled("for the case")
    void disabled(FakeServer server) {}

    @AfterAll
    static void finish() {
      assertThat(isStarted(UnaskedCases.class)).isFalse();
    }
  }

  @WithFakeServer(scope = ServerScope.PER_CLASS)
  static class AskedCases {
    @BeforeAll
    static void prepare() {
      assertThat(isStarted(AskedCases.class)).isFalse();
    }

    @Test
    void asks(FakeServer server) {
      assertThat(isStarted(AskedCases.class)).isTrue();
    }

    @AfterAll
    static void finish() {
      assertThat(isStarted(AskedCases.class)).isTrue();
    }
  }

  @Test
  void theServerOfAClassIsNotStartedBeforeATestAsks() {
    Launch unasked = Launch.of(UnaskedCases.class);
    unasked.passed();
    assertThat(unasked.outcomes()).containsExactly("asksForNone SUCCESSFUL");
    Launch asked = Launch.of(AskedCases.class);
    asked.passed();
    assertThat(asked.outcomes()).containsExactly("asks SUCCESSFUL");
  }

  static class ParallelCases {
    @Fake static FakeServer server;

    @RepeatedTest(8)
    void test() {
      ping(server);
    }
  }

  @Test
  void testsAtTheSameTimeOnOneServerAreRefusedWithAWayOut() {
    Launch launch = Launch.parallel(ParallelCases.class);
    List<Throwable> refused = launch.failures();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                        "'ClassScopeTest.ParallelCases' of @Fake is for one test at a time, and"
                            + " ClassScopeTest.ParallelCases.test began while"
                            + " ClassScopeTest.ParallelCases.test was running; let the class run"
                            + " its tests in one thread, as @Execution(SAME_THREAD) does, or give"
                            + " each test a server of its own"));
    assertThat(launch.outcomes()).hasSize(8);
  }

  @WithFakeServer(name = "common", scope = ServerScope.PER_SESSION)
  static class SessionCases {
    @RepeatedTest(2)
    void test(FakeServer server) {
      ping(server);
    }
  }

  @WithFakeServer(name = "common", scope = ServerScope.PER_SESSION)
  static class OtherSessionCases {
    @Fake("common")
    static FakeServer common;

    @Test
    void test() {
      ping(common);
    }
  }

  @Test
  void allClassesOfASessionHaveTheSameServerIfTheyAskForIt() {
    Launch.ofAll(SessionCases.class, OtherSessionCases.class).passed();
    oneServerFor(3);
    Set<String> names = new TreeSet<>();
    Launch.SERVERS.forEach(server -> names.add(server.name()));
    assertThat(names).containsExactly("common");
  }
}
