package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A static field that several classes have holds one server at a time. */
class SharedFieldTest {
  private static final CyclicBarrier BEGIN = new CyclicBarrier(2);
  private static volatile CountDownLatch otherIsOver;
  private static volatile CountDownLatch bothRun;

  /** Lets two classes begin at once, and the tests of one wait until the other is over. */
  static class Together implements ExecutionCondition, AfterAllCallback {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (context.getTestMethod().isEmpty()) {
        try {
          BEGIN.await(20, TimeUnit.SECONDS);
        } catch (Exception problem) {
          throw new IllegalStateException(problem);
        }
      }
      return ConditionEvaluationResult.enabled("");
    }

    @Override
    public void afterAll(ExtensionContext context) {
      otherIsOver.countDown();
    }
  }

  private static void use(FakeServer server) throws InterruptedException {
    Launch.SERVERS.add(server);
    assertThat(otherIsOver.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.isListening()).isTrue();
    ClassScopeTest.ping(server);
  }

  private static Throwable refused(Class<?> one, Class<?> other) {
    BEGIN.reset();
    otherIsOver = new CountDownLatch(1);
    Launch launch = Launch.parallel(one, other);
    assertThat(launch.tests()).isEqualTo(1);
    assertThat(launch.failures())
        .singleElement()
        .isInstanceOf(ExtensionConfigurationException.class);
    return launch.failures().get(0);
  }

  @ExtendWith(Together.class)
  abstract static class Base {
    @Fake static FakeServer server;

    @Test
    void test() throws InterruptedException {
      use(server);
    }
  }

  static class OneDerived extends Base {}

  static class OtherDerived extends Base {}

  @RepeatedTest(5)
  void theFieldOfASuperclassIsNotTakenFromAClassThatRuns() {
    assertThat(refused(OneDerived.class, OtherDerived.class))
        .message()
        .matches(
            "field SharedFieldTest\\.Base\\.server is static, and two classes have it at the same"
                + " time, SharedFieldTest\\.(One|Other)Derived is the second; let them run one after"
                + " another, or have a field each");
  }

  interface Registering {
    @RegisterExtension
    FakeServerExtension MAIL = FakeServerExtension.builder().name("mail").build();
  }

  @ExtendWith(Together.class)
  static class OneRegistered implements Registering {
    @Test
    void test() throws InterruptedException {
      use(MAIL.server());
    }
  }

  @ExtendWith(Together.class)
  static class OtherRegistered implements Registering {
    @Test
    void test() throws InterruptedException {
      use(MAIL.server());
    }
  }

  @RepeatedTest(5)
  void theExtensionOfAnInterfaceIsNotTakenFromAClassThatRuns() {
    assertThat(refused(OneRegistered.class, OtherRegistered.class))
        .message()
        .matches(
            "the FakeServerExtension 'mail' is in a static field that two classes have at the same"
                + " time, SharedFieldTest\\.(One|Other)Registered is the second; let them run one"
                + " after another, or have a field each");
  }

  @ExtendWith(Together.class)
  static class OneWithOwn {
    @Fake static FakeServer server;

    @Test
    void test() throws InterruptedException {
      meetAndPing(server);
    }
  }

  @ExtendWith(Together.class)
  @WithFakeServer(scope = ServerScope.PER_CLASS)
  static class OtherWithOwn {
    @Test
    void test(FakeServer server) throws InterruptedException {
      meetAndPing(server);
    }
  }

  private static void meetAndPing(FakeServer server) throws InterruptedException {
    Launch.SERVERS.add(server);
    bothRun.countDown();
    assertThat(bothRun.await(20, TimeUnit.SECONDS)).isTrue();
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Client client = new Client(server)) {
      assertThat(client.ask("PING")).isEqualTo("PONG");
    }
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void classesWithFieldsOfTheirOwnRunAtTheSameTime() {
    BEGIN.reset();
    otherIsOver = new CountDownLatch(1);
    bothRun = new CountDownLatch(2);
    Launch.parallel(OneWithOwn.class, OtherWithOwn.class).passed();
    assertThat(Launch.SERVERS).hasSize(2).doesNotHaveDuplicates();
  }

  abstract static class Plain {
    @Fake static FakeServer server;
  }

  static class OuterOfSame extends Plain {
    @Test
    void outer() {
      ClassScopeTest.ping(server);
    }

    @Nested
    class InnerOfSame extends Plain {
      @Test
      void inner() {
        ClassScopeTest.ping(server);
      }
    }
  }

  @Test
  void aNestedClassMayInheritTheFieldOfItsOuterClass() {
    Launch.of(OuterOfSame.class).passed();
    assertThat(Launch.SERVERS).hasSize(2);
    assertThat(Launch.SERVERS.get(0)).isSameAs(Launch.SERVERS.get(1));
  }
}
