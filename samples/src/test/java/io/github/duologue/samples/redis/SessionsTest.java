package io.github.duologue.samples.redis;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.samples.redis.Resp.bulk;
import static io.github.duologue.samples.redis.Resp.command;
import static io.github.duologue.samples.redis.Resp.error;
import static io.github.duologue.samples.redis.Resp.map;
import static io.github.duologue.samples.redis.Resp.none;
import static io.github.duologue.samples.redis.Resp.number;
import static io.github.duologue.samples.redis.Resp.ok;
import static io.github.duologue.samples.redis.Resp.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

@WithFakeServer
class SessionsTest {

  /** How Jedis introduces itself on every connection. */
  static final Exchange HANDSHAKE =
      sequence(
          expect("HELLO 3").reply(map(bulk("server"), bulk("redis"), bulk("proto"), number(3))),
          expect("CLIENT SETINFO LIB-NAME jedis").reply(ok()),
          expect(startingWith("CLIENT SETINFO LIB-VER ")).reply(ok()));

  @Test
  void aServerThatIsThereAnswersAPing(FakeServer server) {
    server.play(Resp.FRAMING, HANDSHAKE, expect("PING").reply(simple("PONG")));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      assertThat(redis.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void aSessionIsKeptForHalfAnHour(FakeServer server) {
    server.play(
        Resp.FRAMING,
        HANDSHAKE,
        expect(command("SET", "session:7f", "Ada Lovelace", "EX", "1800")).reply(ok()),
        expect("GET session:7f").reply(bulk("Ada Lovelace")),
        expect("GET session:80").reply(none()));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      Sessions sessions = new Sessions(redis);
      sessions.logIn("7f", "Ada Lovelace");
      assertThat(sessions.user("7f")).contains("Ada Lovelace");
      assertThat(sessions.user("80")).isEmpty();
    }
  }

  @Test
  void manySessionsAreAskedForAtOnce(FakeServer server) {
    server.play(
        Resp.FRAMING,
        HANDSHAKE,
        expect("GET session:1"),
        expect("GET session:2"),
        expect("GET session:3").reply(bulk("ada"), none(), bulk("grace")));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      assertThat(new Sessions(redis).users(List.of("1", "2", "3")).toString())
          .isEqualTo("[Optional[ada], Optional.empty, Optional[grace]]");
    }
  }

  @Test
  void anErrorOfTheServerReachesTheCaller(FakeServer server) {
    server.play(
        Resp.FRAMING,
        HANDSHAKE,
        expect("SET session:7f ada EX 1800").reply(error("OOM command not allowed")));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      assertThatThrownBy(() -> new Sessions(redis).logIn("7f", "ada"))
          .isInstanceOf(JedisDataException.class)
          .hasMessage("OOM command not allowed");
    }
  }

  @Test
  void anOldServerIsSpokenToInItsOwnProtocol(FakeServer server) {
    Exchange oldHandshake =
        sequence(
            expect("HELLO 3").reply(error("ERR unknown command 'HELLO'")),
            expect("HELLO 2").reply(error("ERR unknown command 'HELLO'")),
            expect("CLIENT SETINFO LIB-NAME jedis").reply(error("ERR unknown subcommand")),
            expect(startingWith("CLIENT SETINFO LIB-VER ")).reply(error("ERR unknown subcommand")));
    server.play(Resp.FRAMING, oldHandshake, expect("GET session:7f").reply(none()));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      assertThat(new Sessions(redis).user("7f")).isEmpty();
    }
  }
}
