package io.github.duologue.samples.imap;

import static io.github.duologue.samples.imap.Imap.CLOSE;
import static io.github.duologue.samples.imap.Imap.COMPRESS;
import static io.github.duologue.samples.imap.Imap.GREETING;
import static io.github.duologue.samples.imap.Imap.LINES;
import static io.github.duologue.samples.imap.Imap.LOGOUT;
import static io.github.duologue.samples.imap.Imap.envelope;
import static io.github.duologue.samples.imap.Imap.examine;
import static io.github.duologue.samples.imap.Imap.fetchEnvelopes;
import static io.github.duologue.samples.imap.Imap.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@WithFakeServer
class InboxTest {

  @Test
  void everySubjectIsListedOverACompressedLine(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        login("ada", "secret"),
        COMPRESS,
        examine("INBOX", 2),
        fetchEnvelopes(
            "1:2", envelope(1, "What is new"), "* 3 EXISTS", envelope(2, "See you in autumn")),
        CLOSE,
        LOGOUT);

    assertThat(new Inbox(session(server)).subjects())
        .containsExactly("What is new", "See you in autumn");
  }

  @Test
  void anEmptyInboxIsNotRead(FakeServer server) throws Exception {
    server.play(
        LINES, GREETING, login("ada", "secret"), COMPRESS, examine("INBOX", 0), CLOSE, LOGOUT);

    assertThat(new Inbox(session(server)).subjects()).isEmpty();
  }

  static Session session(FakeServer server) {
    Properties settings = new Properties();
    settings.setProperty("mail.imap.host", server.host());
    settings.setProperty("mail.imap.port", String.valueOf(server.port()));
    settings.setProperty("mail.imap.compress.enable", "true");
    settings.setProperty("mail.imap.reusetagprefix", "true"); // else it counts connections
    return Session.getInstance(
        settings,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("ada", "secret");
          }
        });
  }
}
