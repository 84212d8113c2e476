package io.github.duologue.samples.postgres;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.postgres.Backend.FAILED;
import static io.github.duologue.samples.postgres.Backend.IDLE;
import static io.github.duologue.samples.postgres.Backend.bindComplete;
import static io.github.duologue.samples.postgres.Backend.commandComplete;
import static io.github.duologue.samples.postgres.Backend.dataRow;
import static io.github.duologue.samples.postgres.Backend.errorResponse;
import static io.github.duologue.samples.postgres.Backend.noData;
import static io.github.duologue.samples.postgres.Backend.parseComplete;
import static io.github.duologue.samples.postgres.Backend.readyForQuery;
import static io.github.duologue.samples.postgres.Backend.rowDescription;
import static io.github.duologue.samples.postgres.Frontend.query;
import static io.github.duologue.samples.postgres.Postgres.BEGIN;
import static io.github.duologue.samples.postgres.Postgres.COMMIT;
import static io.github.duologue.samples.postgres.Postgres.LOG_IN;
import static io.github.duologue.samples.postgres.Postgres.LOG_OUT;
import static io.github.duologue.samples.postgres.Postgres.PACKETS;
import static io.github.duologue.samples.postgres.Postgres.ROLLBACK;
import static io.github.duologue.samples.postgres.Postgres.again;
import static io.github.duologue.samples.postgres.Postgres.bank;
import static io.github.duologue.samples.postgres.Postgres.prepare;
import static io.github.duologue.samples.postgres.Postgres.rows;
import static io.github.duologue.samples.postgres.Postgres.select;
import static io.github.duologue.samples.postgres.Postgres.update;
import static io.github.duologue.samples.postgres.Postgres.updated;
import static io.github.duologue.samples.postgres.Type.INT8;
import static io.github.duologue.samples.postgres.Type.TEXT;
import static io.github.duologue.samples.postgres.Value.int8;
import static io.github.duologue.samples.postgres.Value.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.postgres.Backend.Column;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;

@WithFakeServer
class AccountsTest {

  static final String SELECT_BALANCE = "SELECT balance FROM account WHERE owner = $1";

  private static final Column BALANCE = new Column("balance", INT8);

  /** What is replied to a query with one row, of one balance. */
  static List<Bytes> balance(String balance) {
    return rows(rowDescription(BALANCE), dataRow(balance));
  }

  /** One half of a transfer. */
  static Exchange add(long amount, String owner) {
    return updateBalance(amount, owner).reply(updated(1));
  }

  private static Exchange updateBalance(long amount, String owner) {
    return update(
        "UPDATE account SET balance = balance + $1 WHERE owner = $2", int8(amount), varchar(owner));
  }

  @Test
  void aBalanceIsSelectedByItsOwner(FakeServer server) throws SQLException {
    server.play(
        PACKETS, LOG_IN, select(SELECT_BALANCE, varchar("ada")).reply(balance("1815")), LOG_OUT);

    assertThat(new Accounts(bank(server)).balance("ada")).hasValue(1815);
  }

  @Test
  void whoHasNoAccountHasNoBalance(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        LOG_IN,
        select(SELECT_BALANCE, varchar("nobody")).reply(rows(rowDescription(BALANCE))),
        LOG_OUT);

    assertThat(new Accounts(bank(server)).balance("nobody")).isEmpty();
  }

  @Test
  void rowsComeInTheOrderOfTheServer(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        LOG_IN,
        select("SELECT owner, balance FROM account ORDER BY balance DESC LIMIT $1", int8(2))
            .reply(
                rows(
                    rowDescription(new Column("owner", TEXT), BALANCE),
                    dataRow("grace", "1906"),
                    dataRow("ada", "1815"))),
        LOG_OUT);

    assertThat(new Accounts(bank(server)).richest(2))
        .containsExactly(entry("grace", 1906L), entry("ada", 1815L));
  }

  @Test
  void aSimpleQueryHasItsValuesQuotedInItsText(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        LOG_IN,
        expect(query("SELECT balance FROM account WHERE owner = ('O''Hara')"))
            .reply(
                rowDescription(BALANCE),
                dataRow("1936"),
                commandComplete("SELECT 1"),
                readyForQuery(IDLE)),
        LOG_OUT);

    PGSimpleDataSource bank = bank(server);
    bank.setPreferQueryMode(PreferQueryMode.SIMPLE);
    assertThat(new Accounts(bank).balance("O'Hara")).hasValue(1936);
  }

  @Test
  void aStatementThatIsExecutedOftenIsParsedNoMore(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        LOG_IN,
        select(SELECT_BALANCE, varchar("ada")).reply(balance("1815")),
        prepare("S_1", SELECT_BALANCE, varchar("grace")).reply(balance("1906")),
        selectAgain("joan", 1917),
        selectAgain("mary", 1780),
        LOG_OUT);

    PGSimpleDataSource bank = bank(server);
    bank.setPrepareThreshold(2);
    assertThat(new Accounts(bank).balances(List.of("ada", "grace", "joan", "mary")))
        .isEqualTo(Map.of("ada", 1815L, "grace", 1906L, "joan", 1917L, "mary", 1780L));
  }

  /** The driver knows by now that there is a number to come, and wants it in binary. */
  private static Exchange selectAgain(String owner, long balance) {
    return again("S_1", List.of(Format.BINARY), varchar(owner))
        .reply(
            bindComplete(),
            dataRow(int8(balance)),
            commandComplete("SELECT 1"),
            readyForQuery(IDLE));
  }

  @Test
  void aConnectionCanBeUsedAfterAnError(FakeServer server) throws SQLException {
    server.play(
        PACKETS,
        LOG_IN,
        select("SELECT balance FROM acount")
            .reply(
                errorResponse("42P01", "relation \"acount\" does not exist", 21),
                readyForQuery(IDLE)),
        select("SELECT balance FROM account").reply(balance("1815")),
        LOG_OUT);

    try (Connection database = bank(server).getConnection();
        Statement statement = database.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT balance FROM acount"))
          .isInstanceOfSatisfying(
              PSQLException.class,
              error -> {
                assertThat(error.getSQLState()).isEqualTo("42P01");
                assertThat(error.getServerErrorMessage().getMessage())
                    .isEqualTo("relation \"acount\" does not exist");
                assertThat(error.getServerErrorMessage().getPosition()).isEqualTo(21);
              });
      try (ResultSet found = statement.executeQuery("SELECT balance FROM account")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getLong(1)).isEqualTo(1815);
      }
    }
  }

  @Test
  void aTransferIsOneTransaction(FakeServer server) throws SQLException {
    server.play(PACKETS, LOG_IN, BEGIN, add(-100, "ada"), add(100, "grace"), COMMIT, LOG_OUT);

    new Accounts(bank(server)).transfer(100, "ada", "grace");
  }

  @Test
  void aTransferThatTheDatabaseRefusesIsRolledBack(FakeServer server) {
    server.play(
        PACKETS,
        LOG_IN,
        BEGIN,
        updateBalance(-5000, "ada")
            .reply(
                parseComplete(),
                bindComplete(),
                noData(),
                errorResponse("23514", "new row violates check constraint \"no_debts\""),
                readyForQuery(FAILED)),
        ROLLBACK,
        LOG_OUT);

    assertThatThrownBy(() -> new Accounts(bank(server)).transfer(5000, "ada", "grace"))
        .isInstanceOf(SQLException.class)
        .hasMessage("ERROR: new row violates check constraint \"no_debts\"")
        .hasFieldOrPropertyWithValue("SQLState", "23514");
  }

  @Test
  void aTransferToNobodyIsRolledBack(FakeServer server) {
    server.play(
        PACKETS,
        LOG_IN,
        BEGIN,
        add(-100, "ada"),
        updateBalance(100, "nobody").reply(updated(0)),
        ROLLBACK,
        LOG_OUT);

    assertThatThrownBy(() -> new Accounts(bank(server)).transfer(100, "ada", "nobody"))
        .isInstanceOf(SQLException.class)
        .hasMessage("nobody has no account");
  }
}
