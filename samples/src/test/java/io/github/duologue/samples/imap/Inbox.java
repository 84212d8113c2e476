package io.github.duologue.samples.imap;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.List;

/** The application under test: shows what waits in an inbox, over a line that is slow. */
class Inbox {
  private final Session session;

  Inbox(Session session) {
    this.session = session;
  }

  /**
   * Lists the subjects of all mails, without marking them as read.
   *
   * @throws MessagingException if the server does not let us in, or goes away
   */
  List<String> subjects() throws MessagingException {
    try (Store store = session.getStore("imap")) {
      store.connect();
      Folder folder = store.getFolder("INBOX");
      open(folder);
      try {
        Message[] mails = folder.getMessages();
        FetchProfile envelopes = new FetchProfile();
        envelopes.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(mails, envelopes);
        List<String> subjects = new ArrayList<>();
        for (Message mail : mails) {
          subjects.add(mail.getSubject());
        }
        return subjects;
      } finally {
        folder.close();
      }
    }
  }

  void open(Folder folder) throws MessagingException {
    folder.open(Folder.READ_ONLY);
  }
}
