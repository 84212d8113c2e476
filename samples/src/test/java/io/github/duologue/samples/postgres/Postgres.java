package io.github.duologue.samples.postgres;

import static io.github.duologue.dsl.Steps.changeFraming;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.letBytes;
import static io.github.duologue.dsl.Steps.letNumber;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.dsl.Steps.share;
import static io.github.duologue.dsl.Steps.unframed;
import static io.github.duologue.samples.postgres.Backend.IDLE;
import static io.github.duologue.samples.postgres.Backend.IN_TRANSACTION;
import static io.github.duologue.samples.postgres.Backend.NO_ENCRYPTION;
import static io.github.duologue.samples.postgres.Backend.authenticationOk;
import static io.github.duologue.samples.postgres.Backend.backendKeyData;
import static io.github.duologue.samples.postgres.Backend.bindComplete;
import static io.github.duologue.samples.postgres.Backend.commandComplete;
import static io.github.duologue.samples.postgres.Backend.noData;
import static io.github.duologue.samples.postgres.Backend.parameterStatus;
import static io.github.duologue.samples.postgres.Backend.parseComplete;
import static io.github.duologue.samples.postgres.Backend.readyForQuery;
import static io.github.duologue.samples.postgres.Frontend.ALL_ROWS;
import static io.github.duologue.samples.postgres.Frontend.GSSENC_REQUEST;
import static io.github.duologue.samples.postgres.Frontend.SSL_REQUEST;
import static io.github.duologue.samples.postgres.Frontend.bind;
import static io.github.duologue.samples.postgres.Frontend.describePortal;
import static io.github.duologue.samples.postgres.Frontend.execute;
import static io.github.duologue.samples.postgres.Frontend.parse;
import static io.github.duologue.samples.postgres.Frontend.query;
import static io.github.duologue.samples.postgres.Frontend.startUp;
import static io.github.duologue.samples.postgres.Frontend.sync;
import static io.github.duologue.samples.postgres.Frontend.terminate;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.codec.LengthPrefix;
import io.github.duologue.match.Captures;
import io.github.duologue.script.Action;
import io.github.duologue.script.Exchange;
import io.github.duologue.server.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server as its JDBC driver meets it, as steps to make scripts of. */
final class Postgres {
  private static final LengthPrefix LENGTH = LengthPrefix.ofWidth(4).countingItself();

  /** Until the start-up is over, packets have no type. */
  static final Framing PACKETS = Framing.lengthPrefixed(LENGTH);

  /** After it a message is its type, a length and what that counts. */
  static final Framing MESSAGES = Framing.lengthPrefixed(LENGTH.offset(1));

  /** How the server is set up. */
  private static final List<Bytes> SETTINGS =
      List.of(
          parameterStatus("server_version", "17.6"),
          parameterStatus("client_encoding", "UTF8"),
          parameterStatus("DateStyle", "ISO, MDY"),
          parameterStatus("TimeZone", "UTC"),
          parameterStatus("integer_datetimes", "on"),
          parameterStatus("standard_conforming_strings", "on"));

  static final int PROCESS = 4711;
  static final Bytes SECRET = Bytes.hex("0badcafe");

  static final Exchange NO_GSSENC = expect(GSSENC_REQUEST).then(unframed(NO_ENCRYPTION));
  static final Exchange NO_SSL = expect(SSL_REQUEST).then(unframed(NO_ENCRYPTION));

  /** Who is there; what is to be replied is how they are to prove it. */
  static final Exchange START_UP = expect(startUp(0, "ada", "bank")).then(changeFraming(MESSAGES));

  /** The same in protocol 3.2, which the driver speaks when it is told to. */
  static final Exchange START_UP_3_2 =
      expect(startUp(2, "ada", "bank")).then(changeFraming(MESSAGES));

  /** The driver's first query, by which the server knows what to list the session as. */
  static final Exchange APPLICATION_NAME =
      expect(query("SET application_name = 'PostgreSQL JDBC Driver'"))
          .reply(
              commandComplete("SET"),
              parameterStatus("application_name", "PostgreSQL JDBC Driver"),
              readyForQuery(IDLE));

  /** All that the driver does before it is used, at a server that trusts it. */
  static final Exchange LOG_IN =
      sequence(NO_SSL, START_UP.reply(authenticationOk()).then(welcome(SECRET)), APPLICATION_NAME);

  /** Comes right before the first statement of a transaction. */
  static final Exchange BEGIN =
      expect(query("BEGIN")).reply(commandComplete("BEGIN"), readyForQuery(IN_TRANSACTION));

  static final Exchange COMMIT = end("COMMIT");
  static final Exchange ROLLBACK = end("ROLLBACK");

  static final Exchange LOG_OUT = expect(terminate()).then(disconnect());

  private Postgres() {}

  /** What the server tells of itself when it has let somebody in. */
  static Action welcome(Bytes secret) {
    List<Bytes> told = new ArrayList<>(SETTINGS);
    told.add(backendKeyData(PROCESS, secret));
    told.add(readyForQuery(IDLE));
    return send(told);
  }

  /** The same of a server that gives each session a process of its own, and shares its name. */
  static Exchange welcome(Exchange letIn, ToLongFunction<Captures> process, Bytes secret) {
    return letIn
        .then(
            letNumber("process", process),
            letBytes("secret", captures -> secret),
            share("process"),
            share("secret"),
            send(SETTINGS))
        .replyBytes(captures -> backendKeyData(captures.number("process"), secret))
        .reply(readyForQuery(IDLE));
  }

  /** The driver keeps the statement, for transactions to come. */
  private static Exchange end(String command) {
    return sequence(
            expect(parse("S_1", command)), expect(bind("S_1")), expect(execute(1)), expect(sync()))
        .reply(parseComplete(), bindComplete(), commandComplete(command), readyForQuery(IDLE));
  }

  /** A query by the extended protocol; what is to be replied follows when it has come whole. */
  static Exchange select(String sql, Value... parameters) {
    return statement("", ALL_ROWS, sql, parameters);
  }

  /** The same for a statement without rows; the driver says that one would be enough. */
  static Exchange update(String sql, Value... parameters) {
    return statement("", 1, sql, parameters);
  }

  /** A query whose statement gets a name, since the driver means to execute it more often. */
  static Exchange prepare(String statement, String sql, Value... parameters) {
    return statement(statement, ALL_ROWS, sql, parameters);
  }

  private static Exchange statement(String statement, int rows, String sql, Value... parameters) {
    return sequence(
        expect(parse(statement, sql, parameters)),
        expect(bind(statement, parameters)),
        expect(describePortal()),
        expect(execute(rows)),
        expect(sync()));
  }

  /** What is replied to a {@link #select}: a description of the columns, and the rows. */
  static List<Bytes> rows(Bytes description, Bytes... rows) {
    List<Bytes> reply = new ArrayList<>(List.of(parseComplete(), bindComplete(), description));
    reply.addAll(List.of(rows));
    reply.add(commandComplete("SELECT " + rows.length));
    reply.add(readyForQuery(IDLE));
    return reply;
  }

  /** What is replied to an {@link #update} in a transaction: how many rows it has changed. */
  static List<Bytes> updated(int rows) {
    return List.of(
        parseComplete(),
        bindComplete(),
        noData(),
        commandComplete("UPDATE " + rows),
        readyForQuery(IN_TRANSACTION));
  }

  /** The query of a statement that the server knows, and whose columns the driver knows. */
  static Exchange again(String statement, List<Format> results, Value... parameters) {
    return sequence(
        expect(bind(statement, results, parameters)), expect(execute(ALL_ROWS)), expect(sync()));
  }

  /** The database as applications are told of it. */
  static PGSimpleDataSource bank(FakeServer server) {
    PGSimpleDataSource bank = new PGSimpleDataSource();
    bank.setUrl("jdbc:" + server.uri("postgresql") + "/bank");
    bank.setUser("ada");
    bank.setPassword("countess");
    bank.setConnectTimeout(10);
    bank.setSocketTimeout(10);
    return bank;
  }
}
