package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A test that is aborted, by what comes after it or before other things do. */
class AbortedLaterTest {

  private static void converse(FakeServer server, String line) {
    server.play(Framing.lines(), expect("PING").reply("PONG"), expect("QUIT"));
    new Client(server).ask(line);
  }

  static class Aborting implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
      abort("no such machine");
    }
  }

  @WithFakeServer
  @ExtendWith(Aborting.class) // is asked first, as it is registered last
  static class ByExtension {
    @Test
    void bad(FakeServer server) {
      converse(server, "PIG");
    }

    @Test
    void good(FakeServer server) {
      converse(server, "PING");
    }
  }

  @WithFakeServer
  static class ByMethod {
    @Test
    void bad(FakeServer server) {
      converse(server, "PIG");
    }

    @Test
    void good(FakeServer server) {
      converse(server, "PING");
    }

    @AfterEach
    void finish() {
      abort("no such machine");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {ByExtension.class, ByMethod.class})
  void itStaysAbortedAndItsMismatchIsAttachedAndLogged(Class<?> cases) {
    Output output = new Output();
    Launch launch = output.of(() -> Launch.of(cases));
    assertThat(launch.outcomes()).containsExactly("bad ABORTED", "good ABORTED");
    assertThat(launch.failure("bad")).isInstanceOf(TestAbortedException.class);
    assertThat(launch.failure("bad").getSuppressed())
        .singleElement()
        .isInstanceOf(AssertionFailedError.class)
        .asString()
        .contains("\"PIG\"");
    assertThat(launch.failure("good")).hasNoSuppressedExceptions();
    assertThat(output.logged())
        .singleElement()
        .asString()
        .startsWith(
            "WARNING "
                + Names.of(cases)
                + ".bad was aborted after its conversation had gone wrong\n\nConnection #1 of ")
        .contains("\"PIG\"");
  }

  @WithFakeServer
  static class OneOfFactory {
    @TestFactory
    DynamicTest factory(FakeServer server) {
      return dynamicTest(
          "dynamic",
          () -> {
            converse(server, "PIG");
            abort("no such machine");
          });
    }
  }

  @Test
  void aDynamicTestThatAbortsItselfHasNothingToSay() {
    Launch launch = Launch.of(OneOfFactory.class);
    assertThat(launch.outcomes()).containsExactly("dynamic ABORTED");
    assertThat(launch.failure()).hasNoSuppressedExceptions();
  }

  @WithFakeServer
  static class WithLateClient {
    @AutoClose("leave")
    VerdictTest.LateClientCase.LateClient client = new VerdictTest.LateClientCase.LateClient();

    @Test
    void test(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      client.wire = new Client(server);
      client.wire.ask("PING");
      abort("no such machine");
    }
  }

  @Test
  void whatAClientSaysWhenItsFieldIsClosedMakesNoFailureOfIt() {
    Launch launch = Launch.of(WithLateClient.class);
    assertThat(launch.outcomes()).containsExactly("test ABORTED");
    assertThat(launch.failure()).hasNoSuppressedExceptions();
  }

  @ExtendWith(Aborting.class)
  @WithFakeServer
  static class AfterTheVerdict {
    @Test
    void test(FakeServer server) {
      converse(server, "PIG");
    }
  }

  @Test
  void anAbortAfterTheVerdictDoesNotHideIt() {
    Launch launch = Launch.of(AfterTheVerdict.class);
    assertThat(launch.outcomes()).containsExactly("test FAILED");
    assertThat(launch.failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\"PIG\"");
    assertThat(launch.failure().getSuppressed())
        .singleElement()
        .isInstanceOf(TestAbortedException.class);
  }
}
