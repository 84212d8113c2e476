package io.github.duologue.samples.redis;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.redis.Resp.bulk;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import io.github.duologue.testcontainers.Containers;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What a test says of a client in a container that goes wrong. */
@Testcontainers(disabledWithoutDocker = true)
class WrongRedisCliTest {

  @Test
  void aClientInAContainerIsJudgedAsAnyOther() {
    assertThat(Failures.of(Cases.class, "asksForAnotherSession"))
        .isEqualTo(
            """
            Connection #1 of 'WrongRedisCliTest.Cases.asksForAnotherSession' deviated from its script at step 1 of 1.

            expected
              "GET session:80"    at io.github.duologue.samples.redis.WrongRedisCliTest$Cases.asksForAnotherSession(WrongRedisCliTest.java:0)
            but received
              "GET session:7f"    14 bytes, +0 ms
            first difference at byte 12: '7' (37) instead of '8' (38)

            transcript of #1
              C: GET session:7f                             +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aWrongAnswerThatMakesTheClientGiveUpFailsTheTestInTheUsualWords() {
    assertThat(Failures.of(Cases.class, "isAnsweredInAnotherProtocol"))
        .isEqualTo(
            """
            Connection #1 of 'WrongRedisCliTest.Cases.isAnsweredInAnotherProtocol' was closed by the client too early, at step 2 of 2 of its script.

            expected
              "GET b"          at io.github.duologue.samples.redis.WrongRedisCliTest$Cases.isAnsweredInAnotherProtocol(WrongRedisCliTest.java:0)
            but received
              end of stream    +0 ms

            transcript of #1
              C: GET a                                      +0 ms
              S: 250 hello                                  +0 ms
              C: (end of stream)                            +0 ms   <-- here""");
  }

  @WithFakeServer
  static class Cases {
    @Test
    void asksForAnotherSession(FakeServer server) throws Exception {
      server.play(Resp.FRAMING, expect("GET session:80").reply(bulk("Ada Lovelace")));

      try (RedisCli cli = new RedisCli(Containers.expose(server))) {
        cli.start();
        cli.run("GET", "session:7f");
      }
    }

    @Test
    void isAnsweredInAnotherProtocol(FakeServer server) throws Exception {
      server.play(Resp.FRAMING, expect("GET a").reply("250 hello"), expect("GET b"));

      try (RedisCli cli = new RedisCli(Containers.expose(server))) {
        cli.start();
        cli.run("GET", "a");
      }
    }
  }
}
