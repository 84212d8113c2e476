package io.github.duologue.samples.mail;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.match.Matchers.endingWith;
import static io.github.duologue.match.Matchers.including;
import static io.github.duologue.samples.mail.Smtp.GREETING;
import static io.github.duologue.samples.mail.Smtp.LINES;
import static io.github.duologue.samples.mail.Smtp.QUIT;
import static io.github.duologue.samples.mail.Smtp.RSET;
import static io.github.duologue.samples.mail.Smtp.authPlain;
import static io.github.duologue.samples.mail.Smtp.data;
import static io.github.duologue.samples.mail.Smtp.ehlo;
import static io.github.duologue.samples.mail.Smtp.mail;
import static io.github.duologue.samples.mail.Smtp.mailFrom;
import static io.github.duologue.samples.mail.Smtp.rcptTo;
import static io.github.duologue.samples.mail.Smtp.refusedAuthPlain;
import static io.github.duologue.samples.mail.Smtp.refusedRcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.match.Matcher;
import io.github.duologue.server.FakeServer;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.OffsetDateTime;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@WithFakeServer
class NewsletterTest {

  static final Issue ISSUE =
      new Issue(
          7, OffsetDateTime.parse("2026-03-02T08:00:00Z"), "What is new", "Java is.\n.NET too.\n");

  static final Matcher ISSUE_AS_SENT =
      mail(
          """
          Date: Mon, 2 Mar 2026 08:00:00 GMT
          From: news@example.org
          Message-ID: <issue-7@example.org>
          Subject: What is new
          MIME-Version: 1.0
          Content-Type: text/plain; charset=UTF-8
          Content-Transfer-Encoding: 7bit

          Java is.
          .NET too.
          """);

  @Test
  void everyReaderIsSentTheIssueAndNoneIsNamedInIt(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org", "8BITMIME", "SIZE 1000000"),
        mailFrom("bounces@example.org"),
        rcptTo("ada@example.com"),
        rcptTo("grace@example.com"),
        data(ISSUE_AS_SENT),
        QUIT);

    Newsletter newsletter = new Newsletter(Session.getInstance(settings(server)));
    assertThat(newsletter.send(ISSUE, "ada@example.com", "grace@example.com")).isEmpty();
  }

  @Test
  void anIssueWithoutTextIsSentAllTheSame(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org"),
        mailFrom("bounces@example.org"),
        rcptTo("ada@example.com"),
        data(including("Subject: See you in autumn\r\n").and(endingWith("\r\n\r\n"))),
        QUIT);

    Issue empty = new Issue(8, ISSUE.date(), "See you in autumn", "");
    Newsletter newsletter = new Newsletter(Session.getInstance(settings(server)));
    assertThat(newsletter.send(empty, "ada@example.com")).isEmpty();
  }

  @Test
  void aReaderWhoIsRefusedIsReportedAndTheOthersAreSentTheIssue(FakeServer server)
      throws Exception {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org"),
        mailFrom("bounces@example.org"),
        refusedRcptTo("ada@example.com"),
        rcptTo("grace@example.com"),
        data(ISSUE_AS_SENT),
        QUIT);

    Properties settings = settings(server);
    settings.setProperty("mail.smtp.sendpartial", "true");
    Newsletter newsletter = new Newsletter(Session.getInstance(settings));
    assertThat(newsletter.send(ISSUE, "ada@example.com", "grace@example.com"))
        .containsExactly(new InternetAddress("ada@example.com"));
  }

  @Test
  void unlessToldOtherwiseTheClientSendsToAllOrToNobody(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org"),
        mailFrom("bounces@example.org"),
        rcptTo("ada@example.com"),
        refusedRcptTo("grace@example.com"),
        RSET,
        QUIT);

    Address ada = new InternetAddress("ada@example.com");
    Address grace = new InternetAddress("grace@example.com");
    Newsletter newsletter = new Newsletter(Session.getInstance(settings(server)));
    assertThatExceptionOfType(SendFailedException.class)
        .isThrownBy(() -> newsletter.send(ISSUE, "ada@example.com", "grace@example.com"))
        .satisfies(
            failed -> {
              assertThat(failed.getInvalidAddresses()).containsExactly(grace);
              assertThat(failed.getValidUnsentAddresses()).containsExactly(ada);
              assertThat(failed.getValidSentAddresses()).isNull();
            });
  }

  @Test
  void aServerThatIsGoingDownIsLeftAlone(FakeServer server) {
    server.play(LINES, send("421 4.3.2 mail.example.com is going down"), expectDisconnect());

    Newsletter newsletter = new Newsletter(Session.getInstance(settings(server)));
    assertThatThrownBy(() -> newsletter.send(ISSUE, "ada@example.com"))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("421 4.3.2 mail.example.com is going down");
  }

  @Test
  void anOldServerIsGreetedInTheOldWay(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        expect("EHLO news.example.org").reply("502 what?"),
        expect("HELO news.example.org").reply("250 mail.example.com"),
        mailFrom("bounces@example.org"),
        rcptTo("ada@example.com"),
        data(ISSUE_AS_SENT),
        QUIT);

    Newsletter newsletter = new Newsletter(Session.getInstance(settings(server)));
    assertThat(newsletter.send(ISSUE, "ada@example.com")).isEmpty();
  }

  @Test
  void aServerThatWantsAPasswordIsToldIt(FakeServer server) throws Exception {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org", "AUTH PLAIN"),
        authPlain("news", "sesame"),
        mailFrom("bounces@example.org"),
        rcptTo("ada@example.com"),
        data(ISSUE_AS_SENT),
        QUIT);

    Newsletter newsletter = new Newsletter(sessionOf(server, "news", "sesame"));
    assertThat(newsletter.send(ISSUE, "ada@example.com")).isEmpty();
  }

  @Test
  void nothingIsSentWithAWrongPassword(FakeServer server) {
    server.play(
        LINES,
        GREETING,
        ehlo("news.example.org", "AUTH PLAIN"),
        refusedAuthPlain("news", "simsim"));

    Newsletter newsletter = new Newsletter(sessionOf(server, "news", "simsim"));
    assertThatThrownBy(() -> newsletter.send(ISSUE, "ada@example.com"))
        .isInstanceOf(AuthenticationFailedException.class)
        .hasMessageContaining("535 5.7.8 credentials are not valid");
  }

  private static Session sessionOf(FakeServer server, String user, String password) {
    Properties settings = settings(server);
    settings.setProperty("mail.smtp.auth", "true");
    return Session.getInstance(
        settings,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password);
          }
        });
  }

  static Properties settings(FakeServer server) {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", server.host());
    settings.setProperty("mail.smtp.port", String.valueOf(server.port()));
    settings.setProperty("mail.smtp.connectiontimeout", "10000");
    settings.setProperty("mail.smtp.timeout", "10000");
    settings.setProperty("mail.smtp.localhost", "news.example.org");
    settings.setProperty("mail.smtp.from", "bounces@example.org");
    return settings;
  }
}
