package io.github.duologue.samples.mail;

import static io.github.duologue.samples.mail.NewsletterTest.ISSUE;
import static io.github.duologue.samples.mail.NewsletterTest.ISSUE_AS_SENT;
import static io.github.duologue.samples.mail.NewsletterTest.settings;
import static io.github.duologue.samples.mail.Smtp.GREETING;
import static io.github.duologue.samples.mail.Smtp.LINES;
import static io.github.duologue.samples.mail.Smtp.QUIT;
import static io.github.duologue.samples.mail.Smtp.data;
import static io.github.duologue.samples.mail.Smtp.ehlo;
import static io.github.duologue.samples.mail.Smtp.mailFrom;
import static io.github.duologue.samples.mail.Smtp.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a test says of a newsletter that gives away what it should keep to itself. */
class WrongNewsletterTest {

  @Test
  void readersWhoSeeEachOtherAreSeenInTheMail() {
    assertThat(Failures.of(Cases.class, "namesItsReaders"))
        .isEqualTo(
            """
            [EOF]
            Suppressed: Connection #1 of 'WrongNewsletterTest.Cases.namesItsReaders' deviated from its script at step 6 of 7.

            expected
              "Date: Mon, 2 Mar 2026 08:00:00 GMT\\r\\nFrom: news@example.org\\r\\nMessage-ID: <issue-7@example.org>\\r\\nSubject: What is new\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain; charset=UTF-8\\r\\nContent-Transfer-Encoding: 7bit\\r\\n\\r\\nJava is.\\r\\n.NET too.\\r\\n"
                  at io.github.duologue.samples.mail.Smtp.data(Smtp.java:0), played at io.github.duologue.samples.mail.WrongNewsletterTest$Cases.namesItsReaders(WrongNewsletterTest.java:0)
            but received
              "Date: Mon, 2 Mar 2026 08:00:00 GMT\\r\\nFrom: news@example.org\\r\\n … -8\\r\\nContent-Transfer-Encoding: 7bit\\r\\n\\r\\nJava is.\\r\\n.NET too.\\r\\n" (273 bytes)
                  +0 ms
            first difference at byte 60: 'T' (54) instead of 'M' (4d)
            around byte 60
              expected  "xample.org\\r\\nMessage-ID: "
              received  "xample.org\\r\\nTo: ada@exam"

            transcript of #1
              S: 220 mail.example.com ESMTP                                                             +0 ms
              C: EHLO news.example.org                                                                  +0 ms
              S: 250 mail.example.com                                                                   +0 ms
              C: MAIL FROM:<bounces@example.org>                                                        +0 ms
              S: 250 2.1.0 ok                                                                           +0 ms
              C: RCPT TO:<ada@example.com>                                                              +0 ms
              S: 250 2.1.5 ok                                                                           +0 ms
              C: RCPT TO:<grace@example.com>                                                            +0 ms
              S: 250 2.1.5 ok                                                                           +0 ms
              C: DATA                                                                                   +0 ms
              S: 354 end with a dot                                                                     +0 ms
              S: (framing is now perDirection(of(mail()), crlfLines()))                                 +0 ms
              C: Date: Mon, 2 Mar 2026 08:00:00 …  7bit\\r\\n\\r\\nJava is.\\r\\n.NET too.\\r\\n (273 bytes)    +0 ms   <-- here
              C: (12 bytes after the end, ignored)                                                      +0 ms

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void bouncesThatWouldGoToTheWrongPlaceAreSeenInTheSender() {
    assertThat(Failures.of(Cases.class, "forgetsTheSender"))
        .isEqualTo(
            """
            [EOF]
            Suppressed: Connection #1 of 'WrongNewsletterTest.Cases.forgetsTheSender' deviated from its script at step 3 of 6.

            expected
              "MAIL FROM:<bounces@example.org>"    at io.github.duologue.samples.mail.Smtp.mailFrom(Smtp.java:0), played at io.github.duologue.samples.mail.WrongNewsletterTest$Cases.forgetsTheSender(WrongNewsletterTest.java:0)
            but received
              "MAIL FROM:<news@example.org>"       28 bytes, +0 ms
            first difference at byte 11: 'n' (6e) instead of 'b' (62)

            transcript of #1
              S: 220 mail.example.com ESMTP                 +0 ms
              C: EHLO news.example.org                      +0 ms
              S: 250 mail.example.com                       +0 ms
              C: MAIL FROM:<news@example.org>               +0 ms   <-- here
              C: (12 bytes after the end, ignored)          +0 ms

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void namesItsReaders(FakeServer server) throws MessagingException {
      server.play(
          LINES,
          GREETING,
          ehlo("news.example.org"),
          mailFrom("bounces@example.org"),
          rcptTo("ada@example.com"),
          rcptTo("grace@example.com"),
          data(ISSUE_AS_SENT),
          QUIT);

      new IndiscreetNewsletter(Session.getInstance(settings(server)))
          .send(ISSUE, "ada@example.com", "grace@example.com");
    }

    @Test
    void forgetsTheSender(FakeServer server) throws MessagingException {
      server.play(
          LINES,
          GREETING,
          ehlo("news.example.org"),
          mailFrom("bounces@example.org"),
          rcptTo("ada@example.com"),
          data(ISSUE_AS_SENT),
          QUIT);

      Properties settings = settings(server);
      settings.remove("mail.smtp.from");
      new Newsletter(Session.getInstance(settings)).send(ISSUE, "ada@example.com");
    }
  }

  private static final class IndiscreetNewsletter extends Newsletter {
    IndiscreetNewsletter(Session session) {
      super(session);
    }

    @Override
    MimeMessage write(Issue issue, Address[] readers) throws MessagingException {
      MimeMessage message = super.write(issue, new Address[0]);
      message.setRecipients(RecipientType.TO, readers);
      return message;
    }
  }
}
