package io.github.duologue.samples.imap;

import static io.github.duologue.samples.imap.Imap.CLOSE;
import static io.github.duologue.samples.imap.Imap.COMPRESS;
import static io.github.duologue.samples.imap.Imap.GREETING;
import static io.github.duologue.samples.imap.Imap.LINES;
import static io.github.duologue.samples.imap.Imap.LOGOUT;
import static io.github.duologue.samples.imap.Imap.examine;
import static io.github.duologue.samples.imap.Imap.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.junit.jupiter.api.Test;

/** What a test says of a program that could change an inbox which it only shows. */
class WrongInboxTest {

  @Test
  void whatIsWrongUnderCompressionIsSeenInPlainText() {
    assertThat(Failures.of(Cases.class, "opensForWriting"))
        .isEqualTo(
            """
            * BYE Jakarta Mail Exception: java.io.EOFException: Unexpected end of ZLIB input stream
            Suppressed: Connection #1 of 'WrongInboxTest.Cases.opensForWriting' deviated from its script at step 4 of 6.

            expected
              regex("(?<tag>\\\\S+) EXAMINE INBOX")    at io.github.duologue.samples.imap.Imap.command(Imap.java:0), played at io.github.duologue.samples.imap.WrongInboxTest$Cases.opensForWriting(WrongInboxTest.java:0)
            but received
              "A2 SELECT INBOX"                      15 bytes, +0 ms

            transcript of #1
              S: * OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] ready       +0 ms
              C: A0 LOGIN ada secret                                      +0 ms
              S: A0 OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] welcome    +0 ms
              C: A1 COMPRESS DEFLATE                                      +0 ms
              S: A1 OK done                                               +0 ms
              S: (transform deflate() begins)                             +0 ms
              C: A2 SELECT INBOX                                          +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void opensForWriting(FakeServer server) throws MessagingException {
      server.play(
          LINES, GREETING, login("ada", "secret"), COMPRESS, examine("INBOX", 0), CLOSE, LOGOUT);

      new CarelessInbox(InboxTest.session(server)).subjects();
    }
  }

  private static final class CarelessInbox extends Inbox {
    CarelessInbox(Session session) {
      super(session);
    }

    @Override
    void open(Folder folder) throws MessagingException {
      folder.open(Folder.READ_WRITE);
    }
  }
}
