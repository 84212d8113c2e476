package io.github.duologue.samples.postgres;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.samples.postgres.Backend.authenticationCleartextPassword;
import static io.github.duologue.samples.postgres.Backend.authenticationOk;
import static io.github.duologue.samples.postgres.Backend.authenticationSasl;
import static io.github.duologue.samples.postgres.Backend.authenticationSaslContinue;
import static io.github.duologue.samples.postgres.Backend.authenticationSaslFinal;
import static io.github.duologue.samples.postgres.Backend.errorResponse;
import static io.github.duologue.samples.postgres.Backend.negotiateProtocolVersion;
import static io.github.duologue.samples.postgres.Frontend.password;
import static io.github.duologue.samples.postgres.Frontend.saslInitialResponse;
import static io.github.duologue.samples.postgres.Frontend.saslResponse;
import static io.github.duologue.samples.postgres.Postgres.APPLICATION_NAME;
import static io.github.duologue.samples.postgres.Postgres.LOG_IN;
import static io.github.duologue.samples.postgres.Postgres.LOG_OUT;
import static io.github.duologue.samples.postgres.Postgres.NO_GSSENC;
import static io.github.duologue.samples.postgres.Postgres.NO_SSL;
import static io.github.duologue.samples.postgres.Postgres.PACKETS;
import static io.github.duologue.samples.postgres.Postgres.SECRET;
import static io.github.duologue.samples.postgres.Postgres.START_UP;
import static io.github.duologue.samples.postgres.Postgres.START_UP_3_2;
import static io.github.duologue.samples.postgres.Postgres.bank;
import static io.github.duologue.samples.postgres.Postgres.welcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.GSSEncMode;
import org.postgresql.jdbc.SslMode;

@WithFakeServer
class StartUpTest {

  private static final Scram SCRAM =
      new Scram("countess", Bytes.hex("5365 6120 7361 6c74"), 4096, "3rfcNHYJY1ZVvWVs7j");

  private static final Exchange CHALLENGE =
      expect(saslInitialResponse("SCRAM-SHA-256"))
          .replyBytes(captures -> authenticationSaslContinue(SCRAM.challenge(captures)));

  @Test
  void aConnectionEndsWithAGoodBye(FakeServer server) throws SQLException {
    server.play(PACKETS, LOG_IN, LOG_OUT);

    try (Connection database = bank(server).getConnection()) {
      assertThat(database.getMetaData().getDatabaseProductVersion()).isEqualTo("17.6");
    }
  }

  @Test
  void whoWouldPreferEncryptionGoesOnWithoutIt(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        NO_GSSENC,
        NO_SSL,
        START_UP.reply(authenticationOk()).then(welcome(SECRET)),
        APPLICATION_NAME,
        LOG_OUT);

    PGSimpleDataSource bank = bank(server);
    bank.setGssEncMode(GSSEncMode.PREFER.value);
    bank.setSslMode(SslMode.PREFER.value);
    bank.getConnection().close();
  }

  @Test
  void whoRequiresEncryptionLeavesWithoutIt(FakeServer server) {
    server.play(PACKETS, NO_SSL, expectDisconnect());

    PGSimpleDataSource bank = bank(server);
    bank.setSslMode(SslMode.REQUIRE.value);
    assertThatThrownBy(bank::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessage("The server does not support SSL.");
  }

  @Test
  void anOlderServerIsSpokenToInItsOwnVersion(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        NO_SSL,
        START_UP_3_2.reply(negotiateProtocolVersion(0), authenticationOk()).then(welcome(SECRET)),
        APPLICATION_NAME,
        LOG_OUT);

    PGSimpleDataSource bank = bank(server);
    bank.setProperty(PGProperty.PROTOCOL_VERSION, "3.2");
    bank.getConnection().close();
  }

  @Test
  void aPasswordIsToldToWhoAsksForIt(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        NO_SSL,
        START_UP.reply(authenticationCleartextPassword()),
        expect(password("countess")).reply(authenticationOk()).then(welcome(SECRET)),
        APPLICATION_NAME,
        LOG_OUT);

    bank(server).getConnection().close();
  }

  @Test
  void aPasswordThatIsRefusedIsToldToTheCaller(FakeServer server) {
    server.play(
        PACKETS,
        NO_SSL,
        START_UP.reply(authenticationCleartextPassword()),
        expect(password("baroness"))
            .reply(errorResponse("28P01", "password authentication failed for user \"ada\""))
            .then(disconnect()));

    PGSimpleDataSource bank = bank(server);
    bank.setPassword("baroness");
    assertThatThrownBy(bank::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessage("ERROR: password authentication failed for user \"ada\"")
        .hasFieldOrPropertyWithValue("SQLState", "28P01");
  }

  @Test
  void bothSidesProveThatTheyKnowThePassword(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        NO_SSL,
        START_UP.reply(authenticationSasl("SCRAM-SHA-256")),
        CHALLENGE,
        expect(saslResponse())
            .replyBytes(captures -> authenticationSaslFinal(SCRAM.signature(captures)))
            .reply(authenticationOk())
            .then(welcome(SECRET)),
        APPLICATION_NAME,
        LOG_OUT);

    bank(server).getConnection().close();
  }

  @Test
  void aServerThatDoesNotKnowThePasswordIsRefused(FakeServer server) {
    server.play(
        PACKETS,
        NO_SSL,
        START_UP.reply(authenticationSasl("SCRAM-SHA-256")),
        CHALLENGE,
        expect(saslResponse())
            .reply(authenticationSaslFinal("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
        expectDisconnect());

    assertThatThrownBy(bank(server)::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessage("SCRAM authentication failed: Invalid SCRAM server signature");
  }
}
