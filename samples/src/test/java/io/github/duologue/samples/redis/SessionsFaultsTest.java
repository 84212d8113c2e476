package io.github.duologue.samples.redis;

import static io.github.duologue.assertj.DuologueAssertions.assertThat;
import static io.github.duologue.assertj.DuologueAssertions.assertThatThrownBy;
import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.garbage;
import static io.github.duologue.dsl.Steps.resetConnection;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.stall;
import static io.github.duologue.dsl.Steps.truncated;
import static io.github.duologue.samples.redis.Resp.bulk;
import static io.github.duologue.samples.redis.Resp.simple;
import static io.github.duologue.samples.redis.SessionsTest.HANDSHAKE;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import io.github.duologue.transcript.Ending;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What the application meets when Redis, or the network before it, fails. */
@WithFakeServer
class SessionsFaultsTest {

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration HASTY = Duration.ofMillis(100);

  private static final Exchange FOUND = expect("GET session:7f").reply(bulk("ada"));
  private static final Script SERVED = script("served", Resp.FRAMING, atLeast(0, FOUND));

  /** Jedis connects once when the client is made, to negotiate, and keeps a failure to itself. */
  @Test
  void aResetAtAcceptIsNotSeenWhereTheNextConnectionIsServed(FakeServer server) {
    server.play(
        script("reset", resetConnection()), script("served", Resp.FRAMING, HANDSHAKE, FOUND));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      assertThat(new Sessions(redis).user("7f")).contains("ada");
    }
    assertThat(server).hasConnections(2);
  }

  @Test
  void aServerThatResetsEverybodyFailsEachCommand(FakeServer server) {
    server.playEvery(script("reset", resetConnection()));

    try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
      Sessions sessions = new Sessions(redis);
      assertThatThrownBy(() -> sessions.user("7f")).isInstanceOf(JedisConnectionException.class);
      assertThatThrownBy(() -> sessions.user("7f")).isInstanceOf(JedisConnectionException.class);
    }
    assertThat(server).hasConnections(3);
  }

  /** The pool does not wait for the next command to replace what broke. */
  @Test
  void aResetAmidAReplyFailsItsCommandAndTheConnectionIsReplacedAtOnce(FakeServer server) {
    Exchange cut =
        expect("GET session:7f").then(truncated(5, send(bulk("ada"))), resetConnection());
    server.play(script("cut", Resp.FRAMING, cut), SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThatThrownBy(() -> sessions.user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasCauseInstanceOf(SocketException.class);
      assertThat(server).hasConnections(2);
      assertThat(sessions.user("7f")).contains("ada");
    }
    assertThat(server).connection(1).wasEndedBy(Ending.SERVER_RESET);
  }

  /** With 8 of 9 bytes, nothing but the line feed behind the value is missing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 8})
  void aReplyThatIsCutAnywhereIsNoValue(int bytes, FakeServer server) {
    Exchange cut = expect("GET session:7f").then(truncated(bytes, send(bulk("ada"))), disconnect());
    server.play(script("cut", Resp.FRAMING, cut), SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThatThrownBy(() -> sessions.user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasMessage("Unexpected end of stream.");
      assertThat(sessions.user("7f")).contains("ada");
    }
  }

  @Test
  void whatIsNoReplyCostsTheConnection(FakeServer server) {
    server.play(
        script("garbage", Resp.FRAMING, expect("GET session:7f").then(garbage(40, 7))), SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThatThrownBy(() -> sessions.user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasMessageStartingWith("Unknown reply: ");
      assertThat(sessions.user("7f")).contains("ada");
    }
    assertThat(server).connection(1).wasEndedByClient();
  }

  @Test
  void aServerThatStallsIsWaitedForAsLongAsTheSocketMay(FakeServer server) {
    server.playEvery(script("stalled", Resp.FRAMING, expect("GET session:7f").then(stall())));

    try (RedisClient redis = redis(server, HASTY)) {
      assertThatThrownBy(() -> new Sessions(redis).user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasCauseInstanceOf(SocketTimeoutException.class);
    }
    assertThat(server).connection(1).wasEndedByClient();
  }

  @Test
  @WithFakeServer(listening = false)
  void theSameClientServesOnceTheServerIsThere(FakeServer server) {
    server.playEvery(SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThatThrownBy(() -> sessions.user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasSuppressedException(new ConnectException("Connection refused"));
      server.startListening();
      assertThat(sessions.user("7f")).contains("ada");
    }
  }

  @Test
  void aPooledConnectionServesWhileNewOnesAreRefused(FakeServer server) {
    server.playEvery(SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThat(sessions.user("7f")).contains("ada");
      server.stopListening();
      assertThat(sessions.user("7f")).contains("ada");
      redis.getPool().clear();
      assertThatThrownBy(() -> sessions.user("7f")).isInstanceOf(JedisConnectionException.class);
    }
    assertThat(server).hasConnections(1);
  }

  @Test
  void aServerThatAcceptsNobodyIsTriedAsLongAsConnectingMay(FakeServer server) {
    server.stopAccepting();

    try (RedisClient redis = redis(server, HASTY)) {
      assertThatThrownBy(() -> new Sessions(redis).user("7f"))
          .isInstanceOf(JedisConnectionException.class)
          .hasSuppressedException(new SocketTimeoutException("Connect timed out"));
    }
    assertThat(server).hasConnections(0);
  }

  @Test
  void aPooledConnectionThatWasResetFailsTheNextCommand(FakeServer server) {
    server.play(
        script("dropped", Resp.FRAMING, FOUND, awaitSignal("gone"), resetConnection()), SERVED);

    try (RedisClient redis = redis(server, PATIENT)) {
      Sessions sessions = new Sessions(redis);
      assertThat(sessions.user("7f")).contains("ada");
      server.raise("gone");
      assertThatThrownBy(() -> sessions.user("7f")).isInstanceOf(JedisConnectionException.class);
      assertThat(sessions.user("7f")).contains("ada");
    }
  }

  /** The price is a round trip for each command. */
  @Test
  void testOnBorrowFindsAPooledConnectionThatWasReset(FakeServer server) {
    Exchange ping = expect("PING").reply(simple("PONG"));
    server.play(
        script("dropped", Resp.FRAMING, ping, ping, FOUND, awaitSignal("gone"), resetConnection()),
        script("served", Resp.FRAMING, ping, FOUND));

    ConnectionPoolConfig testing = new ConnectionPoolConfig();
    testing.setTestOnBorrow(true);
    try (RedisClient redis = redis(server, PATIENT, testing)) {
      Sessions sessions = new Sessions(redis);
      assertThat(sessions.user("7f")).contains("ada");
      server.raise("gone");
      assertThat(sessions.user("7f")).contains("ada");
    }
  }

  private static RedisClient redis(FakeServer server, Duration timeout) {
    return redis(server, timeout, new ConnectionPoolConfig());
  }

  /** Does not introduce itself, so that scripts begin with the first command. */
  private static RedisClient redis(FakeServer server, Duration timeout, ConnectionPoolConfig pool) {
    return RedisClient.builder()
        .hostAndPort(server.host(), server.port())
        .clientConfig(
            DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .timeoutMillis((int) timeout.toMillis())
                .build())
        .poolConfig(pool)
        .build();
  }
}
