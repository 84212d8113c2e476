package io.github.duologue.samples.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that Redis clients send, one frame each.
 *
 * <p>On the wire a command is an array of strings with their lengths, such as {@code
 * *2\r\n$3\r\nGET\r\n$1\r\nk\r\n}. The frame is the same command as {@code redis-cli} writes it,
 * {@code GET k}, so that scripts and messages read well.
 */
final class CommandFormat implements FrameFormat {
  private static final Bytes CRLF = Bytes.utf8("\r\n");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\"'\\\\]]+");
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^ \"]+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    List<String> words = new ArrayList<>();
    int missing = 1;
    int at = 0;
    for (char sign = '*'; missing > 0; sign = '$') {
      if (at < buffered.size() && buffered.get(at) != sign) {
        return Cut.broken(at, "a Redis command has a " + sign + " here");
      }
      int end = buffered.indexOf(CRLF, at);
      if (end < 0) {
        return Cut.incomplete();
      }
      String number = text(buffered, at + 1, end);
      if (!NUMBER.matcher(number).matches()) {
        return Cut.broken(at + 1, "a Redis command has a number here");
      }
      at = end + CRLF.size();
      if (sign == '*') {
        missing = Integer.parseInt(number);
        continue;
      }
      int wordEnd = at + Integer.parseInt(number);
      if (buffered.size() < wordEnd + CRLF.size()) {
        return Cut.incomplete();
      }
      if (buffered.indexOf(CRLF, wordEnd) != wordEnd) {
        return Cut.broken(wordEnd, "a Redis command has a line end here");
      }
      words.add(text(buffered, at, wordEnd));
      at = wordEnd + CRLF.size();
      missing--;
    }
    return Cut.frame(line(words), at);
  }

  @Override
  public Bytes wrap(Bytes line) {
    List<String> words = words(text(line, 0, line.size()));
    StringBuilder wire = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(word -> wire.append("$" + word.length() + "\r\n" + word + "\r\n"));
    return Bytes.text(wire.toString(), ISO_8859_1);
  }

  /** One character per byte, whatever the bytes are. */
  private static String text(ByteView bytes, int from, int to) {
    return bytes.copy(from, to).decode(ISO_8859_1).orElseThrow();
  }

  /** Writes a command as one line; its words have one character per byte. */
  static Bytes line(List<String> words) {
    return Bytes.text(
        words.stream().map(CommandFormat::quoted).collect(Collectors.joining(" ")), ISO_8859_1);
  }

  private static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : word.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\x%02x".formatted((int) c));
      }
    }
    return quoted.append('"').toString();
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group() : unescaped(word.group(1)))
        .toList();
  }

  private static String unescaped(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? escape.group(2)
                        : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  @Override
  public String toString() {
    return "redisCommands()";
  }
}
