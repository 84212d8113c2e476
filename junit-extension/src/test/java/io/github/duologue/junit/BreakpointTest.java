package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Who looks at a breakpoint in a test takes their time, and neither JUnit nor a server minds. */
class BreakpointTest {
  private static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y";

  @WithFakeServer(idle = "60 ms", deadline = "60 ms")
  static class LookingCase {
    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void test(FakeServer server) throws InterruptedException {
      server.play(
          Framing.lines(),
          send("220 ready"),
          expect("PING").within(Duration.ofMillis(60)).reply("PONG"));
      try (Client client = new Client(server)) {
        client.hear();
        look();
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }

    /** Longer than any limit. */
    private static void look() throws InterruptedException {
      new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
    }
  }

  /** Runs the case, in a JVM of its own. */
  static final class Main {
    public static void main(String[] arguments) {
      for (Event each :
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(LookingCase.class))
              .configurationParameter("junit.jupiter.execution.timeout.mode", "disabled_on_debug")
              .execute()
              .testEvents()
              .finished()
              .list()) {
        TestExecutionResult result = each.getRequiredPayload(TestExecutionResult.class);
        System.out.println(result.getStatus());
        result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
      }
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void aBreakpointIsNoMismatch() throws IOException, InterruptedException {
    assertThat(run(AGENT)).contains("SUCCESSFUL").doesNotContain("FAILED");
  }

  @Test
  void withoutADebuggerTheSameTestFails() throws IOException, InterruptedException {
    assertThat(run())
        .contains("FAILED")
        .contains("timed out after 300 milliseconds")
        .contains("sent nothing for 60 ms");
  }
}
