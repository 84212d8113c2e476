package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** Every test that asks has one server of its own, however it asks and however it is run. */
class LifecycleTest {

  private static List<String> names() {
    return Launch.SERVERS.stream().map(FakeServer::name).sorted().toList();
  }

  @WithFakeServer
  static class OneServerCases {
    private final FakeServer ofConstructor;
    private FakeServer ofBeforeEach;

    OneServerCases(FakeServer server) {
      ofConstructor = server;
    }

    @BeforeEach
    void prepare(FakeServer server) {
      ofBeforeEach = server;
    }

    @Test
    void one(FakeServer server) {
      Launch.SERVERS.add(server);
      assertThat(server).isSameAs(ofBeforeEach).isSameAs(ofConstructor);
    }

    @Test
    void two(FakeServer server) {
      Launch.SERVERS.add(server);
      assertThat(server).isSameAs(ofBeforeEach).isSameAs(ofConstructor);
    }

    @AfterEach
    void finish(FakeServer server) {
      assertThat(server).isSameAs(ofConstructor);
    }
  }

  @Test
  void allThatBelongToOneTestHaveTheSameServerAndTwoTestsHaveTwo() {
    Launch.of(OneServerCases.class).passed();
    assertThat(Launch.SERVERS).hasSize(2).doesNotHaveDuplicates();
    assertThat(names())
        .containsExactly("LifecycleTest.OneServerCases.one", "LifecycleTest.OneServerCases.two");
  }

  @WithFakeServer
  static class SilentCase {
    @BeforeEach
    void prepare() {}

    @Test
    void test() {
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().contains("SilentCase"));
    }
  }

  @WithFakeServer
  static class AskingCase {
    @Test
    void test(FakeServer server) {
      assertThat(Thread.getAllStackTraces().keySet())
          .anyMatch(thread -> thread.getName().contains("LifecycleTest.AskingCase.test"));
    }
  }

  @Test
  void aServerIsStartedOnlyWhenATestAsks() {
    Launch.of(SilentCase.class).passed();
    Launch.of(AskingCase.class).passed();
  }

  @WithFakeServer(name = "mail")
  static class NamedCase {
    @Test
    void test(FakeServer server) {
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .contains("duologue mail accept");
    }
  }

  @Test
  void theThreadThatAcceptsHasTheNameOfItsServer() {
    Launch.of(NamedCase.class).passed();
  }

  static class MethodCases {
    @Test
    @WithFakeServer
    void annotated(FakeServer server) {
      Launch.SERVERS.add(server);
    }

    @Test
    void bare(FakeServer server) {
      Launch.SERVERS.add(server);
    }
  }

  @Test
  void theAnnotationOnAMethodHoldsForItAlone() {
    Launch launch = Launch.of(MethodCases.class);
    assertThat(launch.outcomes()).containsExactly("annotated SUCCESSFUL", "bare FAILED");
    assertThat(launch.failure("bare")).hasMessageContaining("No ParameterResolver registered");
  }

  @WithFakeServer(name = "meta")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Acme {}

  @Acme
  static class MetaCase {
    @Test
    void test(FakeServer server) {
      Launch.SERVERS.add(server);
    }
  }

  @Test
  void theAnnotationMayBeOnAnotherAnnotation() {
    Launch.of(MetaCase.class).passed();
    assertThat(names()).containsExactly("meta");
  }

  @WithFakeServer(name = "base")
  abstract static class Base {
    @BeforeEach
    void prepare(FakeServer server) {
      Launch.SERVERS.add(server);
    }
  }

  static class DerivedCase extends Base {
    @Test
    void test(FakeServer server) {
      assertThat(Launch.SERVERS).containsExactly(server);
    }
  }

  @Test
  void theAnnotationIsInherited() {
    Launch.of(DerivedCase.class).passed();
    assertThat(names()).containsExactly("base");
  }

  @WithFakeServer(name = "outer")
  static class NestedCases {
    private FakeServer ofOuter;

    @BeforeEach
    void prepare(FakeServer server) {
      ofOuter = server;
      Launch.SERVERS.add(server);
    }

    @Nested
    class Same {
      @Test
      void same(FakeServer server) {
        assertThat(server).isSameAs(ofOuter);
      }

      @Test
      @WithFakeServer(name = "method")
      void nearer(FakeServer server) {
        assertThat(server).isSameAs(ofOuter);
      }
    }

    @Nested
    @WithFakeServer
    class Own {
      private final FakeServer ofConstructor;

      Own(FakeServer server) {
        ofConstructor = server;
      }

      @Test
      void own(FakeServer server) {
        assertThat(server).isSameAs(ofOuter).isSameAs(ofConstructor);
      }
    }
  }

  @Test
  void nestedClassesHaveTheAnnotationThatIsNearest() {
    Launch.of(NestedCases.class).passed();
    assertThat(names()).containsExactly("LifecycleTest.NestedCases.Own.own", "method", "outer");
  }

  @WithFakeServer
  static class RepeatedCases {
    @BeforeEach
    void prepare(FakeServer server) {
      Launch.SERVERS.add(server);
      server.play(Framing.lines(), expect("PING").reply("PONG"));
    }

    @RepeatedTest(2)
    void repeated(FakeServer server) {
      ping(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String value, FakeServer server) {
      assertThat(value).hasSize(1);
      ping(server);
    }

    private static void ping(FakeServer server) {
      assertThat(Launch.SERVERS).last().isSameAs(server);
      try (Client client = new Client(server)) {
        client.ask("PING");
      }
    }
  }

  @Test
  void everyInvocationOfARepeatedOrParameterizedTestHasItsOwnServer() {
    Launch launch = Launch.of(RepeatedCases.class);
    launch.passed();
    assertThat(launch.outcomes()).hasSize(4);
    assertThat(Launch.SERVERS).hasSize(4).doesNotHaveDuplicates();
  }

  static class Twice implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of(
          new TestTemplateInvocationContext() {}, new TestTemplateInvocationContext() {});
    }
  }

  @WithFakeServer
  static class TemplateCases {
    @TestTemplate
    @ExtendWith(Twice.class)
    void template(FakeServer server) {
      Launch.SERVERS.add(server);
    }
  }

  @Test
  void everyInvocationOfATemplateHasItsOwnServer() {
    Launch.of(TemplateCases.class).passed();
    assertThat(Launch.SERVERS).hasSize(2).doesNotHaveDuplicates();
  }

  @WithFakeServer
  static class FactoryCases {
    @BeforeEach
    void prepare(FakeServer server) {
      server.play(
          Framing.lines(), expect("A").reply("1"), expect("B").reply("2"), expect("C").reply("3"));
    }

    @TestFactory
    Stream<DynamicTest> met(FakeServer server) {
      Client client = new Client(server);
      return Stream.of("A", "B", "C").map(line -> dynamicTest(line, () -> client.ask(line)));
    }

    @TestFactory
    Stream<DynamicTest> unmet(FakeServer server) {
      return Stream.of(
          dynamicTest(
              "leaves early",
              () -> {
                try (Client client = new Client(server)) {
                  client.ask("A");
                }
              }));
    }

    @TestFactory
    Stream<DynamicTest> mismatch(FakeServer server) {
      Client client = new Client(server);
      return Stream.of(
          dynamicTest("right", () -> client.ask("A")),
          dynamicTest("wrong", () -> client.ask("X")),
          dynamicTest("unaware", () -> {}));
    }

    @TestFactory
    Stream<DynamicTest> failing(FakeServer server) {
      return Stream.of(
          dynamicTest(
              "own failure",
              () -> {
                new Client(server).ask("X");
                throw new IllegalStateException("own");
              }));
    }
  }

  @Test
  void allDynamicTestsOfAFactoryShareOneServerAndEachHearsOfItsOwnMismatch() {
    Launch launch = Launch.of(FactoryCases.class);
    assertThat(launch.outcomes())
        .containsExactly(
            "A SUCCESSFUL",
            "B SUCCESSFUL",
            "C SUCCESSFUL",
            "leaves early FAILED",
            "own failure FAILED",
            "right SUCCESSFUL",
            "unaware SUCCESSFUL",
            "wrong FAILED");
    assertThat(launch.failure("leaves early")).hasMessageContaining("\"B\"");
    assertThat(launch.failure("wrong"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\"X\"");
    assertThat(launch.failure("own failure")).hasMessage("own");
    assertThat(launch.failure("own failure").getSuppressed())
        .singleElement()
        .isInstanceOf(AssertionFailedError.class);
  }

  @WithFakeServer
  static class FactoryWithoutClientCase {
    @TestFactory
    Stream<DynamicTest> unplayed(FakeServer server) {
      server.play(expect("A"));
      return Stream.of(dynamicTest("forgets", () -> {}));
    }
  }

  @Test
  void whatAllDynamicTestsTogetherDidNotDoFailsTheirFactory() {
    Launch launch = Launch.of(FactoryWithoutClientCase.class);
    assertThat(launch.outcomes()).containsExactly("forgets SUCCESSFUL", "unplayed FAILED");
    assertThat(launch.failure("unplayed")).hasMessageContaining("No connection played");
  }

  @WithFakeServer
  static class ParallelCases {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    @BeforeEach
    void prepare(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
    }

    @Test
    void bad(FakeServer server) throws InterruptedException {
      askTogether(server, "PIG");
    }

    @Test
    void good(FakeServer server) throws InterruptedException {
      askTogether(server, "PING");
    }

    private static void askTogether(FakeServer server, String line) throws InterruptedException {
      Launch.SERVERS.add(server);
      BOTH.countDown();
      assertThat(BOTH.await(20, TimeUnit.SECONDS)).isTrue();
      try (Client client = new Client(server)) {
        client.ask(line);
      }
    }
  }

  @Test
  void testsThatRunAtTheSameTimeDoNotHearOfEachOther() {
    Launch launch = Launch.parallel(ParallelCases.class);
    assertThat(launch.outcomes()).containsExactly("bad FAILED", "good SUCCESSFUL");
    assertThat(launch.failure("bad")).hasMessageContaining("ParallelCases.bad");
    assertThat(Launch.SERVERS).hasSize(2).doesNotHaveDuplicates();
  }
}
