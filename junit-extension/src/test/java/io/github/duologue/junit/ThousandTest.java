package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Very many tests at the same time, each with a server, leave nothing open. */
class ThousandTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int INODE = 9;

  @WithFakeServer
  static class ThousandCases {
    @RepeatedTest(1_000)
    void test(FakeServer server) {
      server.play(Framing.lines(), expect("PING").reply("PONG"));
      try (Client client = new Client(server)) {
        assertThat(client.ask("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  @Tag("concurrent")
  void aThousandTestsInParallelPassAndLeaveNothingOpen() throws IOException {
    Set<String> before = sockets();
    for (int i = 0; i < Integer.getInteger("duologue.repeats", 1); i++) {
      Launch launch = Launch.parallel(ThousandCases.class);
      launch.passed();
      assertThat(launch.tests()).isEqualTo(1_000);
    }
    assertThat(threads()).isEmpty();
    assertThat(before).containsAll(sockets());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("duologue "))
        .toList();
  }

  /**
   * The TCP sockets of this process; none where the system does not list them. The virtual machine
   * keeps one of another kind for purposes of its own.
   */
  private static Set<String> sockets() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      Set<String> open = all.map(ThousandTest::target).collect(Collectors.toSet());
      open.retainAll(tcp());
      return open;
    }
  }

  private static Set<String> tcp() throws IOException {
    Set<String> names = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        names.add("socket:[" + line.trim().split(" +")[INODE] + "]");
      }
    }
    return names;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
