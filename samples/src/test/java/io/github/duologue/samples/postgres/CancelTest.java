package io.github.duologue.samples.postgres;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.samples.postgres.Backend.IDLE;
import static io.github.duologue.samples.postgres.Backend.errorResponse;
import static io.github.duologue.samples.postgres.Backend.readyForQuery;
import static io.github.duologue.samples.postgres.Frontend.cancelRequest;
import static io.github.duologue.samples.postgres.Postgres.LOG_IN;
import static io.github.duologue.samples.postgres.Postgres.LOG_OUT;
import static io.github.duologue.samples.postgres.Postgres.PACKETS;
import static io.github.duologue.samples.postgres.Postgres.PROCESS;
import static io.github.duologue.samples.postgres.Postgres.SECRET;
import static io.github.duologue.samples.postgres.Postgres.bank;
import static io.github.duologue.samples.postgres.Postgres.select;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@WithFakeServer
class CancelTest {

  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  @Test
  void aRunningQueryIsCancelledFromAnotherConnection(FakeServer server) throws Exception {
    server.play(
        script(
            "the query",
            PACKETS,
            LOG_IN,
            select("SELECT pg_sleep(60)")
                .replyBytes(captures -> whenCancelled())
                .reply(readyForQuery(IDLE)),
            LOG_OUT),
        script(
            "its cancelling", PACKETS, expect(cancelRequest(PROCESS, SECRET)).then(disconnect())));

    try (Connection database = bank(server).getConnection();
        Statement sleep = database.createStatement()) {
      FutureTask<Boolean> sleeping = new FutureTask<>(() -> sleep.execute("SELECT pg_sleep(60)"));
      Thread sleeper = new Thread(sleeping, "sleeper");
      sleeper.setDaemon(true);
      sleeper.start();
      running.get(10, SECONDS);

      sleep.cancel();
      cancelled.complete(null);

      assertThatThrownBy(() -> sleeping.get(10, SECONDS))
          .hasRootCauseInstanceOf(SQLException.class)
          .hasRootCauseMessage("ERROR: canceling statement due to user request");
    }
  }

  private Bytes whenCancelled() {
    running.complete(null);
    cancelled.join();
    return errorResponse("57014", "canceling statement due to user request");
  }
}
