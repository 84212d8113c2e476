package io.github.duologue.samples.mail;

import static io.github.duologue.dsl.Steps.changeFraming;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Matcher;
import io.github.duologue.match.Matchers;
import io.github.duologue.script.Action;
import io.github.duologue.script.Exchange;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A mail server's part of SMTP, RFC 5321, as steps to make scripts of. */
final class Smtp {
  /** Commands and replies are lines. */
  static final Framing LINES = Framing.crlfLines();

  /** After {@code DATA} a mail comes as one frame; replies are lines still. */
  private static final Framing MAIL = Framing.perDirection(Framing.of(new MailFormat()), LINES);

  static final Action GREETING = send("220 mail.example.com ESMTP");

  static final Exchange RSET = expect("RSET").reply("250 2.0.0 ok");

  static final Exchange QUIT = expect("QUIT").reply("221 2.0.0 bye").then(disconnect());

  private Smtp() {}

  /** A client introduces itself, and is told what the server can do, a line each. */
  static Exchange ehlo(String client, String... capabilities) {
    List<Bytes> reply = new ArrayList<>();
    String last = "mail.example.com";
    for (String capability : capabilities) {
      reply.add(Bytes.utf8("250-" + last));
      last = capability;
    }
    reply.add(Bytes.utf8("250 " + last));
    return expect("EHLO " + client).reply(reply);
  }

  /** A client logs in with the mechanism PLAIN (RFC 4954, section 4; RFC 4616, section 2). */
  static Exchange authPlain(String user, String password) {
    return expect(plain(user, password)).reply("235 2.7.0 welcome");
  }

  static Exchange refusedAuthPlain(String user, String password) {
    return expect(plain(user, password)).reply("535 5.7.8 credentials are not valid");
  }

  /** Some clients say on whose behalf they come, others leave it to the server to know. */
  private static Matcher plain(String user, String password) {
    return plain("", user, password).or(plain(user, user, password));
  }

  private static Matcher plain(String onBehalfOf, String user, String password) {
    byte[] credentials = String.join("\0", onBehalfOf, user, password).getBytes(UTF_8);
    return Matchers.text("AUTH PLAIN " + Base64.getEncoder().encodeToString(credentials));
  }

  static Exchange mailFrom(String sender) {
    return expect("MAIL FROM:<" + sender + ">").reply("250 2.1.0 ok");
  }

  static Exchange rcptTo(String recipient) {
    return expect("RCPT TO:<" + recipient + ">").reply("250 2.1.5 ok");
  }

  static Exchange refusedRcptTo(String recipient) {
    return expect("RCPT TO:<" + recipient + ">").reply("550 5.1.1 no such user");
  }

  /** A mail as a whole, headers and text, without what is there for the wire only. */
  static Exchange data(Matcher mail) {
    return sequence(
        expect("DATA").reply("354 end with a dot").then(changeFraming(MAIL)),
        expect(mail).reply("250 2.0.0 queued").then(changeFraming(LINES)));
  }

  /** The mail with these lines. */
  static Matcher mail(String lines) {
    return Matchers.text(lines.replace("\n", "\r\n"));
  }
}
