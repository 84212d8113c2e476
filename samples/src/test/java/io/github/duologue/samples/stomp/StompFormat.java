package io.github.duologue.samples.stomp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frames of STOMP 1.2, and the line ends between them, which are heart-beats.
 *
 * <p>On the wire a {@code NUL} ends a frame, unless a header tells the length of its body, in which
 * there may be others. The frame is what stands before it. A heart-beat is the frame {@code "\n"},
 * and so is a line end that a client puts behind its frames, as it may.
 */
final class StompFormat implements FrameFormat {
  static final String HEART_BEAT = "\n";

  private static final Bytes NUL = Bytes.of(0);
  private static final Bytes LF = Bytes.utf8(HEART_BEAT);
  private static final Pattern HEAD_END = Pattern.compile("\r?\n\r?\n");
  private static final Pattern LENGTH = Pattern.compile("\ncontent-length:([0-9]{1,9})(?=\r?\n)");

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    int first = buffered.get(0);
    if (first == '\n') {
      return Cut.frame(0, 1, 1);
    }
    if (first == '\r') {
      return buffered.size() == 1
          ? Cut.incomplete()
          : buffered.get(1) == '\n'
              ? Cut.frame(LF, 2)
              : Cut.broken(1, "a STOMP heart-beat has a line feed here");
    }
    if (first < 'A' || first > 'Z') {
      return Cut.broken(0, "a STOMP frame has its command here");
    }
    int nul = buffered.indexOf(NUL, 0);
    String text =
        buffered.copy(0, nul < 0 ? buffered.size() : nul).decode(ISO_8859_1).orElseThrow();
    Matcher headEnd = HEAD_END.matcher(text);
    if (!headEnd.find()) {
      return nul < 0
          ? Cut.incomplete()
          : Cut.broken(nul, "a STOMP frame has an empty line behind its headers");
    }
    Matcher length = LENGTH.matcher(text).region(0, headEnd.end());
    if (length.find()) {
      int end = headEnd.end() + Integer.parseInt(length.group(1));
      if (buffered.size() <= end) {
        return Cut.incomplete();
      }
      return buffered.get(end) == 0
          ? Cut.frame(0, end, end + 1)
          : Cut.broken(end, "a STOMP frame has a NUL behind the body of this length");
    }
    return nul < 0 ? Cut.incomplete() : Cut.frame(0, nul, nul + 1);
  }

  @Override
  public Bytes wrap(Bytes frame) {
    return frame.equals(LF) ? LF : frame.plus(NUL);
  }

  @Override
  public String toString() {
    return "stompFrames()";
  }
}
