package io.github.duologue.samples.mail;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The application under test: a newsletter whose readers do not see each other. */
class Newsletter {
  private final Session session;

  Newsletter(Session session) {
    this.session = session;
  }

  /**
   * Sends an issue to all readers at once.
   *
   * @return the readers that the server refused, to be taken off the list
   * @throws MessagingException if no reader was sent the issue
   */
  List<Address> send(Issue issue, String... readers) throws MessagingException {
    MimeMessage message = write(issue, InternetAddress.parse(String.join(",", readers)));
    try {
      Transport.send(message);
      return List.of();
    } catch (SendFailedException failed) {
      if (failed.getValidSentAddresses() == null) {
        throw failed;
      }
      return List.of(failed.getInvalidAddresses());
    }
  }

  MimeMessage write(Issue issue, Address[] readers) throws MessagingException {
    MimeMessage message = new IssueMessage(session, issue);
    message.setHeader("Date", RFC_1123_DATE_TIME.format(issue.date()));
    message.setFrom("news@example.org");
    message.setRecipients(RecipientType.BCC, readers);
    message.setSubject(issue.title());
    message.setText(issue.text(), StandardCharsets.UTF_8.name());
    return message;
  }

  /** An issue that comes twice is to be known as the same, so its identifier is not random. */
  private static final class IssueMessage extends MimeMessage {
    private final Issue issue;

    IssueMessage(Session session, Issue issue) {
      super(session);
      this.issue = issue;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<issue-" + issue.number() + "@example.org>");
    }
  }
}
