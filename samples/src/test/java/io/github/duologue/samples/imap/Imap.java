package io.github.duologue.samples.imap;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.startTransform;
import static io.github.duologue.match.Matchers.regex;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.codec.Transform;
import io.github.duologue.match.Captures;
import io.github.duologue.script.Action;
import io.github.duologue.script.Exchange;
import java.util.ArrayList;
import java.util.List;

/** A mail server's part of IMAP, RFC 3501, as steps to make scripts of. */
final class Imap {
  /** Commands and replies are lines, as long as they carry no literals. */
  static final Framing LINES = Framing.crlfLines();

  static final String CAPABILITIES = "CAPABILITY IMAP4rev1 COMPRESS=DEFLATE";

  static final Action GREETING = send("* OK [" + CAPABILITIES + "] ready");

  static final Exchange CLOSE = command("CLOSE").reply(Imap::ok);

  static final Exchange LOGOUT =
      command("LOGOUT").reply("* BYE see you").reply(Imap::ok).then(disconnect());

  /** Both sides compress from here on, until the connection ends (RFC 4978). */
  static final Exchange COMPRESS =
      command("COMPRESS DEFLATE").reply(Imap::ok).then(startTransform(Transform.deflate()));

  private Imap() {}

  static Exchange login(String user, String password) {
    return command("LOGIN " + user + " " + password)
        .reply(c -> c.text("tag") + " OK [" + CAPABILITIES + "] welcome");
  }

  /** A client opens a mailbox that it will not change. */
  static Exchange examine(String mailbox, int mails) {
    return command("EXAMINE " + mailbox)
        .reply(
            "* FLAGS (\\Seen \\Deleted)",
            "* " + mails + " EXISTS",
            "* 0 RECENT",
            "* OK [UIDVALIDITY 1] valid",
            "* OK [UIDNEXT 100] next")
        .reply(c -> c.text("tag") + " OK [READ-ONLY] open");
  }

  /** An untagged reply about a mail. */
  static String envelope(int mail, String subject) {
    return "* "
        + mail
        + " FETCH (ENVELOPE (\"Mon, 2 Mar 2026 08:00:00 +0000\" \""
        + subject
        + "\" NIL NIL NIL NIL NIL NIL NIL \"<"
        + mail
        + "@example.org>\"))";
  }

  /** The client reads what its list of mails shows; other untagged replies may come between. */
  static Exchange fetchEnvelopes(String mails, String... untagged) {
    List<Bytes> replies = new ArrayList<>();
    for (String reply : untagged) {
      replies.add(Bytes.utf8(reply));
    }
    return command("FETCH " + mails + " (ENVELOPE INTERNALDATE RFC822.SIZE)")
        .reply(replies)
        .reply(Imap::ok);
  }

  /** Any command; its reply names the tag that the client gave it. */
  private static Exchange command(String text) {
    return expect(regex("(?<tag>\\S+) " + text.replaceAll("[().]", "\\\\$0")));
  }

  private static String ok(Captures captures) {
    return captures.text("tag") + " OK done";
  }
}
