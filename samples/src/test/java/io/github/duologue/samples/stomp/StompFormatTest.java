package io.github.duologue.samples.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompFormatTest {

  private final StompFormat format = new StompFormat();

  @Test
  void aFrameEndsAtItsNul() {
    Bytes wire = Bytes.utf8("SEND\ndestination:/a\n\nhello\0\nSEND\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(0, 26, 27));
  }

  @Test
  void aLineEndBetweenFramesIsAHeartBeat() {
    assertThat(format.cut(Bytes.utf8("\n\nSEND"), 0)).isEqualTo(Cut.frame(0, 1, 1));
    assertThat(format.cut(Bytes.utf8("\r\nSEND"), 0)).isEqualTo(Cut.frame(Bytes.utf8("\n"), 2));
    assertThat(format.cut(Bytes.utf8("\r"), 0)).isEqualTo(Cut.incomplete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "CONNECTED\nversion:1.2\n\n",
        "SEND\r\ndestination:/a\r\n\r\n\r\n",
        "SEND\ncontent-length:5\n\n\0\n\0\n\0",
        "SEND\nx:1\ncontent-length:0\n\n",
        "SEND\nx:1\n\ncontent-length:7\n",
      })
  void everyFrameComesBackHoweverTheStreamIsCut(String text) {
    Bytes frame = Bytes.utf8(text);
    Bytes wire = format.wrap(frame);

    assertThat(format.refusal(frame)).isEmpty();
    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "send~,                       0, its command",
    "SEND~x:1~0,                  9, an empty line behind its headers",
    "SEND~content-length:3~~abcd, 26, a NUL behind the body of this length",
  })
  void whatIsNoFrameIsBrokenWhereItCeasesToBeOne(String wire, int offset, String what) {
    Bytes bytes = Bytes.utf8(wire.replace('~', '\n').replace('0', '\0'));

    assertThat(format.cut(bytes, 0))
        .isInstanceOfSatisfying(
            Cut.Broken.class,
            broken -> {
              assertThat(broken.offset()).isEqualTo(offset);
              assertThat(broken.reason()).startsWith("a STOMP frame has " + what);
            });
  }

  @Test
  void aCarriageReturnOnItsOwnIsNoHeartBeat() {
    assertThat(format.cut(Bytes.utf8("\rS"), 0))
        .isEqualTo(Cut.broken(1, "a STOMP heart-beat has a line feed here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "SEND", "SEND\n\n\0", "SEND\ncontent-length:2\n\nabc"})
  void whatIsNoFrameIsRefused(String frame) {
    assertThat(format.refusal(Bytes.utf8(frame))).isPresent();
  }
}
