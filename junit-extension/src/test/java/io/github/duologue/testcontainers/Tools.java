package io.github.duologue.testcontainers;

import java.util.Optional;
import org.testcontainers.containers.GenericContainer;

/** An image with redis-cli and busybox: one that the build has made, or one from the registry. */
final class Tools {
  private static final String IMAGE =
      Optional.ofNullable(System.getenv("DUOLOGUE_TOOLS_IMAGE")).orElse("redis:7-alpine");

  private Tools() {}

  /** A container that does nothing by itself. */
  static GenericContainer<?> idle() {
    return container("sleep", "600");
  }

  static GenericContainer<?> container(String... command) {
    return new GenericContainer<>(IMAGE).withCommand(command);
  }

  /** A container that tells when it is about to be stopped. */
  static GenericContainer<?> container(Runnable stopping, String... command) {
    return new Telling(stopping).withCommand(command);
  }

  private static final class Telling extends GenericContainer<Telling> {
    private final Runnable stopping;

    Telling(Runnable stopping) {
      super(IMAGE);
      this.stopping = stopping;
    }

    @Override
    public void stop() {
      stopping.run();
      super.stop();
    }
  }

  /** Says a line from within a container that runs, and returns what it hears. */
  static String say(GenericContainer<?> container, ContainerAddress to, String line)
      throws Exception {
    return container.execInContainer(saying(to, line)).getStdout();
  }

  /** The command that says a line, and ends when the server does: never its own side first. */
  static String[] saying(ContainerAddress to, String line) {
    String script =
        "rm -f /tmp/in; mkfifo /tmp/in; exec 3<>/tmp/in; echo %s >&3; nc -w 20 %s %d <&3";
    return new String[] {"sh", "-c", script.formatted(line, to.host(), to.port())};
  }
}
