package io.github.duologue.samples.redis;

import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.faults.Outcome.throwing;
import static io.github.duologue.samples.redis.Resp.bulk;
import static io.github.duologue.samples.redis.Resp.command;
import static io.github.duologue.samples.redis.Resp.none;
import static io.github.duologue.samples.redis.Resp.ok;
import static io.github.duologue.samples.redis.SessionsTest.HANDSHAKE;

import io.github.duologue.faults.EveryFault;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Whatever the network does to Jedis, nobody is taken for somebody else. */
class EveryFaultTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Jedis may connect again at any time, and go on there. */
  private static final Script SERVED =
      script(
          "served",
          Resp.FRAMING,
          HANDSHAKE,
          atLeast(
              0,
              oneOf(
                  expect(command("SET", "session:7f", "Ada Lovelace", "EX", "1800")).reply(ok()),
                  expect("GET session:7f").reply(bulk("Ada Lovelace")),
                  expect("GET session:80").reply(none()),
                  expect("GET session:81").reply(bulk("Grace Brewster Hopper")))));

  @TestFactory
  Stream<DynamicNode> aSessionIsRightOrTheCommandFailsUnderAnyFault() {
    return EveryFault.in(SERVED)
        .client(EveryFaultTest::useSessions)
        .harmful(sameResult().or(throwing(JedisConnectionException.class)))
        .atOnce(16)
        .tests();
  }

  private static List<Optional<String>> useSessions(FakeServer server) {
    try (RedisClient redis = redis(server)) {
      Sessions sessions = new Sessions(redis);
      sessions.logIn("7f", "Ada Lovelace");
      List<Optional<String>> users = new ArrayList<>();
      users.add(sessions.user("7f"));
      users.add(sessions.user("80"));
      users.addAll(sessions.users(List.of("81", "7f", "80")));
      return users;
    }
  }

  private static RedisClient redis(FakeServer server) {
    return RedisClient.builder()
        .hostAndPort(server.host(), server.port())
        .clientConfig(
            DefaultJedisClientConfig.builder().timeoutMillis((int) TIMEOUT.toMillis()).build())
        .build();
  }
}
