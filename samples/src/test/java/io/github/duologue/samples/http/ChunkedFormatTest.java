package io.github.duologue.samples.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedFormatTest {

  private final ChunkedFormat format = new ChunkedFormat();

  @Test
  void aBodyIsWhatItsChunksCarry() {
    Bytes wire = Bytes.utf8("3\r\nMob\r\n2;x=y\r\ny!\r\n0\r\n\r\nGET");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(Bytes.utf8("Moby!"), 24));
  }

  @Test
  void trailersAreLeftOut() {
    Bytes wire = Bytes.utf8("0A\r\n0123456789\r\n00\r\nExpires: 0\r\nVary: *\r\n\r\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(Bytes.utf8("0123456789"), wire.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Moby!", "0\r\n\r\n", "\r\n", "Quäker", "a longer text, of two digits"})
  void everyBodyComesBackHoweverTheStreamIsCut(String body) {
    Bytes content = Bytes.utf8(body);
    Bytes wire = format.wrap(content);

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(content, wire.size()));
    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Moby!',     0, its size in hexadecimal digits",
    "'-1',        0, its size in hexadecimal digits",
    "'80000000',  0, its size in hexadecimal digits",
    "'2 Mob',     5, a line end",
    "'3 Mob !',   8, its size in hexadecimal digits",
  })
  void whatIsNoChunkIsBrokenWhereItCeasesToBeOne(String lines, int offset, String what) {
    Bytes wire = Bytes.utf8(lines.replace(" ", "\r\n") + "\r\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.broken(offset, "a chunk has " + what + " here"));
  }
}
