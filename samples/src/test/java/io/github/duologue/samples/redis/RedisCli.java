package io.github.duologue.samples.redis;

import io.github.duologue.testcontainers.ContainerAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/** {@code redis-cli} in a container; any image that has it will do. */
final class RedisCli extends GenericContainer<RedisCli> {
  private static final String IMAGE =
      Optional.ofNullable(System.getenv("DUOLOGUE_TOOLS_IMAGE")).orElse("redis:7-alpine");

  private final ContainerAddress redis;

  RedisCli(ContainerAddress redis) {
    super(IMAGE);
    this.redis = redis;
    withCommand("sleep", "600"); // until it is told what to do
  }

  /** Runs one command and returns what is printed, errors too. */
  String run(String... words) throws IOException, InterruptedException {
    Stream<String> call = Stream.of("redis-cli", "-e", "-u", redis.uri("redis").toString());
    ExecResult result =
        execInContainer(Stream.concat(call, Stream.of(words)).toArray(String[]::new));
    return result.getStdout() + result.getStderr();
  }
}
