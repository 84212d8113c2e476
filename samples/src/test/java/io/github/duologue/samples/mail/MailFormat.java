package io.github.duologue.samples.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;
import java.util.regex.Pattern;

/**
 * The mail that a client sends after {@code DATA}, one frame.
 *
 * <p>On the wire a line with nothing but a dot ends the mail, and every line of the mail that
 * begins with a dot has another one in front (RFC 5321, section 4.5.2). The frame is the mail as it
 * was written: without those dots, every line with its {@code CRLF}, also the last.
 */
final class MailFormat implements FrameFormat {
  private static final Bytes END_OF_EMPTY = Bytes.utf8(".\r\n");
  private static final Bytes CRLF = Bytes.utf8("\r\n");
  private static final Bytes END = CRLF.plus(END_OF_EMPTY);
  private static final Pattern STUFFED = Pattern.compile("(?<=^|\r\n)\\.");
  private static final Pattern TO_STUFF = Pattern.compile("(?<=^|\r\n)(?=\\.)");

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    if (buffered.size() >= END_OF_EMPTY.size()
        && buffered.copy(0, END_OF_EMPTY.size()).equals(END_OF_EMPTY)) {
      return Cut.frame(Bytes.empty(), END_OF_EMPTY.size());
    }
    // The end may have come in part when the bytes were looked at before.
    int end = buffered.indexOf(END, Math.max(0, scanned - END.size() + 1));
    if (end < 0) {
      return Cut.incomplete();
    }
    Bytes stuffed = buffered.copy(0, end + CRLF.size());
    return Cut.frame(replaced(stuffed, STUFFED, ""), end + END.size());
  }

  @Override
  public Bytes wrap(Bytes mail) {
    if (!mail.isEmpty() && !mail.endsWith(CRLF)) {
      throw new IllegalArgumentException("does not end with a line end");
    }
    return replaced(mail, TO_STUFF, ".").plus(END_OF_EMPTY);
  }

  /** One character per byte, whatever the bytes are. */
  private static Bytes replaced(Bytes mail, Pattern dot, String replacement) {
    String text = mail.decode(ISO_8859_1).orElseThrow();
    return Bytes.text(dot.matcher(text).replaceAll(replacement), ISO_8859_1);
  }

  @Override
  public String toString() {
    return "mail()";
  }
}
