package io.github.duologue.samples.redis;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.redis.Resp.bulk;
import static io.github.duologue.samples.redis.Resp.command;
import static io.github.duologue.samples.redis.Resp.error;
import static io.github.duologue.samples.redis.Resp.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.dsl.Steps;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import io.github.duologue.testcontainers.ContainerAddress;
import io.github.duologue.testcontainers.Containers;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A client in a container, a fake in this JVM; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
@WithFakeServer
class RedisCliTest {

  @Test
  void redisCliInAContainerReadsASession(FakeServer server) throws Exception {
    server.play(Resp.FRAMING, expect("GET session:7f").reply(bulk("Ada Lovelace")));
    ContainerAddress redis = Containers.expose(server);

    try (RedisCli cli = new RedisCli(redis)) {
      cli.start();
      assertThat(cli.run("GET", "session:7f")).isEqualTo("Ada Lovelace\n");
    }
  }

  @Test
  void eachCallOfRedisCliIsAConnection(FakeServer server) throws Exception {
    server.play(
        Steps.script(Resp.FRAMING, expect(command("DEL", "a b")).reply(number(1))),
        Steps.script(Resp.FRAMING, expect("INCR n").reply(error("WRONGTYPE not a number"))));

    try (RedisCli cli = new RedisCli(Containers.expose(server))) {
      cli.start();
      assertThat(cli.run("DEL", "a b")).isEqualTo("1\n");
      assertThat(cli.run("INCR", "n")).isEqualToIgnoringNewLines("WRONGTYPE not a number");
    }
  }
}
