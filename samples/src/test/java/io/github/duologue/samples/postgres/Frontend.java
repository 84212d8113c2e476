package io.github.duologue.samples.postgres;

import static io.github.duologue.match.Matchers.including;
import static io.github.duologue.match.Matchers.regex;
import static io.github.duologue.match.Matchers.startingWith;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.BytesBuilder;
import io.github.duologue.match.Matcher;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The messages of a PostgreSQL client, as frames to expect: PostgreSQL's documentation, "Message
 * Formats", those marked with an F.
 */
final class Frontend {
  static final Bytes SSL_REQUEST = startUpCode(1234, 5679);
  static final Bytes GSSENC_REQUEST = startUpCode(1234, 5680);

  /** What {@link #execute} asks for where the client wants no part only. */
  static final int ALL_ROWS = 0;

  private Frontend() {}

  private static Bytes startUpCode(int major, int minor) {
    return Bytes.builder().u16(major).u16(minor).build();
  }

  /** A start-up in a minor version of protocol 3, whatever other parameters come with it. */
  static Matcher startUp(int minor, String user, String database) {
    return startingWith(startUpCode(3, minor))
        .and(including("user\0" + user + "\0"))
        .and(including("database\0" + database + "\0"));
  }

  /** Comes on a connection of its own. */
  static Bytes cancelRequest(long process, Bytes secret) {
    return startUpCode(1234, 5678).plus(Bytes.builder().u32(process).bytes(secret).build());
  }

  static Bytes password(String password) {
    return message('p').text(password + "\0").build();
  }

  /** The first message of SCRAM; captures {@code clientFirst} and in it the {@code nonce}. */
  static Matcher saslInitialResponse(String mechanism) {
    return regex(
            "p"
                + Pattern.quote(mechanism)
                + "\\x00(?s:.{4})n,,(?<clientFirst>n=[^,]*,r=(?<nonce>[!-~&&[^,]]+))")
        .describedAs("SASLInitialResponse for " + mechanism);
  }

  /** The last message of SCRAM; captures {@code clientFinal} and behind it the {@code proof}. */
  static Matcher saslResponse() {
    return regex("p(?<clientFinal>c=biws,r=[!-~&&[^,]]+),p=(?<proof>[A-Za-z0-9+/=]+)")
        .describedAs("SASLResponse with a proof");
  }

  /** A query of the simple protocol, with its values in its text. */
  static Bytes query(String sql) {
    return message('Q').text(sql + "\0").build();
  }

  /** Parses a statement; {@code ""} is the name of the one without a name. */
  static Bytes parse(String statement, String sql, Value... parameters) {
    BytesBuilder message = message('P').text(statement + "\0" + sql + "\0").u16(parameters.length);
    for (Value parameter : parameters) {
      message.u32(parameter.type().oid());
    }
    return message.build();
  }

  /** Binds a statement to the portal without a name, whose results are to be text. */
  static Bytes bind(String statement, Value... parameters) {
    return bind(statement, List.of(), parameters);
  }

  /** The same with a format for each column of the results. */
  static Bytes bind(String statement, List<Format> results, Value... parameters) {
    BytesBuilder message = message('B').text("\0" + statement + "\0").u16(parameters.length);
    for (Value parameter : parameters) {
      message.u16(parameter.format().code());
    }
    message.u16(parameters.length);
    for (Value parameter : parameters) {
      message.lengthPrefixed(4, parameter.bytes());
    }
    message.u16(results.size());
    results.forEach(format -> message.u16(format.code()));
    return message.build();
  }

  static Bytes describePortal() {
    return message('D').text("P\0").build();
  }

  /** Executes the portal without a name, up to a number of rows. */
  static Bytes execute(int rows) {
    return message('E').text("\0").u32(rows).build();
  }

  static Bytes sync() {
    return message('S').build();
  }

  static Bytes terminate() {
    return message('X').build();
  }

  private static BytesBuilder message(char type) {
    return Bytes.builder().u8(type);
  }
}
