package io.github.duologue.samples.redis;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.redis.Resp.ok;
import static io.github.duologue.samples.redis.SessionsTest.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What a test says of an application that uses Redis wrongly. */
class WrongSessionsTest {

  @Test
  void aSessionThatWouldNeverExpireIsSeenOnTheWire() {
    assertThat(Failures.of(Cases.class, "forgetsTheExpiry"))
        .isEqualTo(
            """
            Unexpected end of stream.
            Suppressed: Could not return the broken resource to the pool
            Suppressed: Connection #1 of 'WrongSessionsTest.Cases.forgetsTheExpiry' deviated from its script at step 2 of 2.

            expected
              "SET session:7f ada EX 1800"    at io.github.duologue.samples.redis.WrongSessionsTest$Cases.forgetsTheExpiry(WrongSessionsTest.java:0)
            but received
              "SET session:7f ada"            18 bytes, +0 ms
            the frame ended after 18 bytes, where ' ' (20) was expected

            transcript of #1
              C: HELLO 3                                                       +0 ms
              S: %2\\r\\n$6\\r\\nserver\\r\\n$5\\r\\nredis\\r\\n$5\\r\\nproto\\r\\n:3\\r\\n    +0 ms
              C: CLIENT SETINFO LIB-NAME jedis                                 +0 ms
              S: +OK\\r\\n                                                       +0 ms
              C: CLIENT SETINFO LIB-VER 8.0.2                                  +0 ms
              S: +OK\\r\\n                                                       +0 ms
              C: SET session:7f ada                                            +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.

            afterwards: connection #2 was turned away, since the test had failed by then""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void forgetsTheExpiry(FakeServer server) {
      server.play(Resp.FRAMING, HANDSHAKE, expect("SET session:7f ada EX 1800").reply(ok()));

      try (RedisClient redis = RedisClient.create(server.uri("redis"))) {
        new EternalSessions(redis).logIn("7f", "ada");
      }
    }
  }

  private static final class EternalSessions extends Sessions {
    private final RedisClient redis;

    EternalSessions(RedisClient redis) {
      super(redis);
      this.redis = redis;
    }

    @Override
    void logIn(String token, String user) {
      redis.set(key(token), user);
    }
  }
}
