package io.github.duologue.samples.postgres;

import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectFrom;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.match.Matchers.bytes;
import static io.github.duologue.samples.postgres.Backend.IDLE;
import static io.github.duologue.samples.postgres.Backend.authenticationOk;
import static io.github.duologue.samples.postgres.Backend.errorResponse;
import static io.github.duologue.samples.postgres.Backend.readyForQuery;
import static io.github.duologue.samples.postgres.Frontend.cancelRequest;
import static io.github.duologue.samples.postgres.Postgres.APPLICATION_NAME;
import static io.github.duologue.samples.postgres.Postgres.LOG_IN;
import static io.github.duologue.samples.postgres.Postgres.LOG_OUT;
import static io.github.duologue.samples.postgres.Postgres.NO_SSL;
import static io.github.duologue.samples.postgres.Postgres.PACKETS;
import static io.github.duologue.samples.postgres.Postgres.PROCESS;
import static io.github.duologue.samples.postgres.Postgres.SECRET;
import static io.github.duologue.samples.postgres.Postgres.START_UP;
import static io.github.duologue.samples.postgres.Postgres.START_UP_3_2;
import static io.github.duologue.samples.postgres.Postgres.bank;
import static io.github.duologue.samples.postgres.Postgres.select;
import static io.github.duologue.samples.postgres.Postgres.welcome;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Expectation;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

@WithFakeServer
class CancelTest {

  private static final Bytes ERROR =
      errorResponse("57014", "canceling statement due to user request");

  @Test
  void aRunningQueryIsCancelledFromAnotherConnection(FakeServer server) throws Exception {
    server.play(sleeping(LOG_IN), cancelling(expect(cancelRequest(PROCESS, SECRET))));

    sleepAndCancel(server, bank(server));
  }

  @Test
  void everySessionHasAProcessOfItsOwnThatTheOtherConnectionNames(FakeServer server)
      throws Exception {
    AtomicLong processes = new AtomicLong(ThreadLocalRandom.current().nextLong(1, 100_000));
    Exchange logIn =
        sequence(
            NO_SSL,
            welcome(
                START_UP.reply(authenticationOk()), session -> processes.incrementAndGet(), SECRET),
            APPLICATION_NAME);
    server.play(
        sleeping(logIn),
        cancelling(
            expectFrom(
                other ->
                    bytes(
                        cancelRequest(
                            other.shared().number("process"), other.shared().bytes("secret"))))));

    sleepAndCancel(server, bank(server));

    assertThat(server.shared().number("process")).isEqualTo(processes.get());
  }

  @Test
  void aNewerServerMayHaveALongerSecret(FakeServer server) throws Exception {
    Bytes secret = Bytes.hex("01234567 89abcdef 01234567 89abcdef 01234567 89abcdef");
    server.play(
        sleeping(
            sequence(
                NO_SSL,
                START_UP_3_2.reply(authenticationOk()).then(welcome(secret)),
                APPLICATION_NAME)),
        cancelling(expect(cancelRequest(PROCESS, secret))));

    PGSimpleDataSource bank = bank(server);
    bank.setProperty(PGProperty.PROTOCOL_VERSION, "3.2");
    sleepAndCancel(server, bank);
  }

  private static Script sleeping(Exchange logIn) {
    return script(
        "the query",
        PACKETS,
        logIn,
        select("SELECT pg_sleep(60)").then(raise("running")),
        awaitSignal("cancelled").reply(ERROR, readyForQuery(IDLE)),
        LOG_OUT);
  }

  private static Script cancelling(Expectation request) {
    return script("its cancelling", PACKETS, request.then(raise("cancelled"), disconnect()));
  }

  private static void sleepAndCancel(FakeServer server, DataSource bank) throws Exception {
    try (Connection database = bank.getConnection();
        Statement statement = database.createStatement()) {
      FutureTask<?> sleep = new FutureTask<>(() -> statement.execute("SELECT pg_sleep(60)"));
      Thread sleeper = new Thread(sleep, "sleeper");
      sleeper.setDaemon(true);
      sleeper.start();
      server.awaitSignal("running");

      statement.cancel();

      assertThatThrownBy(() -> sleep.get(10, SECONDS))
          .hasRootCauseInstanceOf(SQLException.class)
          .hasRootCauseMessage("ERROR: canceling statement due to user request");
    }
  }
}
