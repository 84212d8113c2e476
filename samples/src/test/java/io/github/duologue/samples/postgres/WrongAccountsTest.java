package io.github.duologue.samples.postgres;

import static io.github.duologue.samples.postgres.AccountsTest.SELECT_BALANCE;
import static io.github.duologue.samples.postgres.AccountsTest.add;
import static io.github.duologue.samples.postgres.AccountsTest.balance;
import static io.github.duologue.samples.postgres.Postgres.BEGIN;
import static io.github.duologue.samples.postgres.Postgres.COMMIT;
import static io.github.duologue.samples.postgres.Postgres.LOG_IN;
import static io.github.duologue.samples.postgres.Postgres.LOG_OUT;
import static io.github.duologue.samples.postgres.Postgres.PACKETS;
import static io.github.duologue.samples.postgres.Postgres.bank;
import static io.github.duologue.samples.postgres.Postgres.select;
import static io.github.duologue.samples.postgres.Value.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test says of an application that uses its database wrongly. */
class WrongAccountsTest {
  private final TimeZone zone = TimeZone.getDefault();

  /** The driver tells it to the server, and so it is in the transcripts. */
  @BeforeEach
  void setTheTimeZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void setTheTimeZoneBack() {
    TimeZone.setDefault(zone);
  }

  @Test
  void aTransferWithoutATransactionIsSeenOnTheWire() {
    assertThat(Failures.of(Cases.class, "forgetsTheTransaction"))
        .isEqualTo(
            """
            An I/O error occurred while sending to the backend.
            Suppressed: Connection #1 of 'WrongAccountsTest.Cases.forgetsTheTransaction' deviated from its script at step 2 of 6.

            expected
              "QBEGIN\\x00"    at io.github.duologue.samples.postgres.Postgres.<clinit>(Postgres.java:0), played at io.github.duologue.samples.postgres.WrongAccountsTest$Cases.forgetsTheTransaction(WrongAccountsTest.java:0)
            but received
              "P\\x00UPDATE account SET balance = balance + $1 WHERE owner = $2\\x00\\x00\\x02\\x00\\x00\\x00\\x14\\x00\\x00\\x04\\x13"
                  71 bytes, +0 ms
            first difference at byte 0: 'P' (50) instead of 'Q' (51)

            transcript of #1
              C: 04 d2 16 2f |.../|                                                        +0 ms
              S: N (unframed)                                                              +0 ms
              C: \\x00\\x03\\x00\\x00user\\x00ada\\x00database\\x00bank\\x00cli … 8\\x00DateStyle\\x00ISO\\x00TimeZone\\x00UTC\\x00\\x00 (76 bytes)    +0 ms
              S: (framing is now lengthPrefixed(ofWidth(4).countingItself().offset(1)))    +0 ms
              S: 52 00 00 00 00 |R....|                                                    +0 ms
              S: Sserver_version\\x0017.6\\x00                                               +0 ms
              S: Sclient_encoding\\x00UTF8\\x00                                              +0 ms
              S: SDateStyle\\x00ISO, MDY\\x00                                                +0 ms
              S: STimeZone\\x00UTC\\x00                                                      +0 ms
              S: Sinteger_datetimes\\x00on\\x00                                              +0 ms
              S: Sstandard_conforming_strings\\x00on\\x00                                    +0 ms
              S: 4b 00 00 12 67 0b ad ca fe |K...g....|                                    +0 ms
              S: ZI                                                                        +0 ms
              C: QSET application_name = 'PostgreSQL JDBC Driver'\\x00                      +0 ms
              S: CSET\\x00                                                                  +0 ms
              S: Sapplication_name\\x00PostgreSQL JDBC Driver\\x00                           +0 ms
              S: ZI                                                                        +0 ms
              C: P\\x00UPDATE account SET balance = balance + $1 WHERE owner = $2\\x00\\x00\\x02\\x00\\x00\\x00\\x14\\x00\\x00\\x04\\x13    +0 ms   <-- here
              C: (58 bytes after the end, ignored)                                         +0 ms

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aQueryThatIsPutTogetherIsSeenOnTheWire() {
    assertThat(Failures.of(Cases.class, "buildsItsQuery"))
        .isEqualTo(
            """
            An I/O error occurred while sending to the backend.
            Suppressed: Connection #1 of 'WrongAccountsTest.Cases.buildsItsQuery' deviated from its script at step 2 of 3.

            expected
              "P\\x00SELECT balance FROM account WHERE owner = $1\\x00\\x00\\x01\\x00\\x00\\x04\\x13"
                  at io.github.duologue.samples.postgres.Postgres.statement(Postgres.java:0), played at io.github.duologue.samples.postgres.WrongAccountsTest$Cases.buildsItsQuery(WrongAccountsTest.java:0)
            but received
              "P\\x00SELECT balance FROM account WHERE owner = '' OR ''=''\\x00\\x00\\x00"
                  58 bytes, +0 ms
            first difference at byte 44: '\\'' (27) instead of '$' (24)

            transcript of #1
              C: 04 d2 16 2f |.../|                                                        +0 ms
              S: N (unframed)                                                              +0 ms
              C: \\x00\\x03\\x00\\x00user\\x00ada\\x00database\\x00bank\\x00cli … 8\\x00DateStyle\\x00ISO\\x00TimeZone\\x00UTC\\x00\\x00 (76 bytes)    +0 ms
              S: (framing is now lengthPrefixed(ofWidth(4).countingItself().offset(1)))    +0 ms
              S: 52 00 00 00 00 |R....|                                                    +0 ms
              S: Sserver_version\\x0017.6\\x00                                               +0 ms
              S: Sclient_encoding\\x00UTF8\\x00                                              +0 ms
              S: SDateStyle\\x00ISO, MDY\\x00                                                +0 ms
              S: STimeZone\\x00UTC\\x00                                                      +0 ms
              S: Sinteger_datetimes\\x00on\\x00                                              +0 ms
              S: Sstandard_conforming_strings\\x00on\\x00                                    +0 ms
              S: 4b 00 00 12 67 0b ad ca fe |K...g....|                                    +0 ms
              S: ZI                                                                        +0 ms
              C: QSET application_name = 'PostgreSQL JDBC Driver'\\x00                      +0 ms
              S: CSET\\x00                                                                  +0 ms
              S: Sapplication_name\\x00PostgreSQL JDBC Driver\\x00                           +0 ms
              S: ZI                                                                        +0 ms
              C: P\\x00SELECT balance FROM account WHERE owner = '' OR ''=''\\x00\\x00\\x00    +0 ms   <-- here
              C: (35 bytes after the end, ignored)                                         +0 ms

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aTransferInTheWrongDirectionIsSeenInItsBinaryForm() {
    assertThat(Failures.of(Cases.class, "swapsTheAccounts"))
        .isEqualTo(
            """
            An I/O error occurred while sending to the backend.
            Suppressed: This connection has been closed.
            Suppressed: Connection #1 of 'WrongAccountsTest.Cases.swapsTheAccounts' deviated from its script at step 3 of 6.

            expected
              42 00 00 00 02 00 01 00 00 00 02 00 … ff ff 9c 00 00 00 03 61 64 61 00 00 |B........... … .......ada..| (32 bytes)
                  at io.github.duologue.samples.postgres.Postgres.statement(Postgres.java:0), played at io.github.duologue.samples.postgres.WrongAccountsTest$Cases.swapsTheAccounts(WrongAccountsTest.java:0)
            but received
              42 00 00 00 02 00 01 00 00 00 02 00 … 9c 00 00 00 05 67 72 61 63 65 00 00 |B........... … .....grace..| (34 bytes)
                  +0 ms
            first difference at byte 26: (05) instead of (03)
            around byte 26
              expected  08 ff ff ff ff ff ff ff 9c 00 00 00 03 61 64 61 00 00 |.............ada..|
              received  08 ff ff ff ff ff ff ff 9c 00 00 00 05 67 72 61 63 65 00 00 |.............grace..|

            transcript of #1
              C: 04 d2 16 2f |.../|                                                                    +0 ms
              S: N (unframed)                                                                          +0 ms
              C: \\x00\\x03\\x00\\x00user\\x00ada\\x00database\\x00bank\\x00cli … 8\\x00DateStyle\\x00ISO\\x00TimeZone\\x00UTC\\x00\\x00 (76 bytes)    +0 ms
              S: (framing is now lengthPrefixed(ofWidth(4).countingItself().offset(1)))                +0 ms
              S: 52 00 00 00 00 |R....|                                                                +0 ms
              S: Sserver_version\\x0017.6\\x00                                                           +0 ms
              S: Sclient_encoding\\x00UTF8\\x00                                                          +0 ms
              S: SDateStyle\\x00ISO, MDY\\x00                                                            +0 ms
              S: STimeZone\\x00UTC\\x00                                                                  +0 ms
              S: Sinteger_datetimes\\x00on\\x00                                                          +0 ms
              S: Sstandard_conforming_strings\\x00on\\x00                                                +0 ms
              S: 4b 00 00 12 67 0b ad ca fe |K...g....|                                                +0 ms
              S: ZI                                                                                    +0 ms
              C: QSET application_name = 'PostgreSQL JDBC Driver'\\x00                                  +0 ms
              S: CSET\\x00                                                                              +0 ms
              S: Sapplication_name\\x00PostgreSQL JDBC Driver\\x00                                       +0 ms
              S: ZI                                                                                    +0 ms
              C: QBEGIN\\x00                                                                            +0 ms
              S: CBEGIN\\x00                                                                            +0 ms
              S: ZT                                                                                    +0 ms
              C: P\\x00UPDATE account SET balance = balance + $1 WHERE owner = $2\\x00\\x00\\x02\\x00\\x00\\x00\\x14\\x00\\x00\\x04\\x13    +0 ms
              C: 42 00 00 00 02 00 01 00 … 05 67 72 61 63 65 00 00 |B....... … .grace..| (34 bytes)    +0 ms   <-- here
              C: (22 bytes after the end, ignored)                                                     +0 ms

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void forgetsTheTransaction(FakeServer server) throws SQLException {
      server.play(PACKETS, LOG_IN, BEGIN, add(-100, "ada"), add(100, "grace"), COMMIT, LOG_OUT);

      new HastyAccounts(bank(server)).transfer(100, "ada", "grace");
    }

    @Test
    void buildsItsQuery(FakeServer server) throws SQLException {
      server.play(
          PACKETS,
          LOG_IN,
          select(SELECT_BALANCE, varchar("' OR ''='")).reply(balance("1815")),
          LOG_OUT);

      new HastyAccounts(bank(server)).balance("' OR ''='");
    }

    @Test
    void swapsTheAccounts(FakeServer server) throws SQLException {
      server.play(PACKETS, LOG_IN, BEGIN, add(-100, "ada"), add(100, "grace"), COMMIT, LOG_OUT);

      new SwappedAccounts(bank(server)).transfer(100, "ada", "grace");
    }
  }

  private static final class HastyAccounts extends Accounts {
    private final DataSource bank;

    HastyAccounts(DataSource bank) {
      super(bank);
      this.bank = bank;
    }

    @Override
    OptionalLong balance(String owner) throws SQLException {
      try (Connection database = bank.getConnection();
          Statement select = database.createStatement();
          ResultSet found =
              select.executeQuery("SELECT balance FROM account WHERE owner = '" + owner + "'")) {
        return found.next() ? OptionalLong.of(found.getLong("balance")) : OptionalLong.empty();
      }
    }

    @Override
    void transfer(long amount, String from, String to) throws SQLException {
      try (Connection database = bank.getConnection()) {
        add(database, -amount, from);
        add(database, amount, to);
      }
    }
  }

  private static final class SwappedAccounts extends Accounts {
    SwappedAccounts(DataSource bank) {
      super(bank);
    }

    @Override
    void transfer(long amount, String from, String to) throws SQLException {
      super.transfer(amount, to, from);
    }
  }
}
