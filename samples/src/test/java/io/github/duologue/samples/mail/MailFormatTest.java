package io.github.duologue.samples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailFormatTest {

  private final MailFormat format = new MailFormat();

  @Test
  void aMailEndsAtALineThatIsADot() {
    Bytes wire = Bytes.utf8("one\r\ntwo\r\n.\r\nQUIT\r\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(Bytes.utf8("one\r\ntwo\r\n"), 13));
  }

  @Test
  void anEmptyMailIsNothingButItsEnd() {
    Bytes wire = Bytes.utf8(".\r\n.\r\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(Bytes.empty(), 3));
  }

  @Test
  void oneDotIsTakenFromEveryLineThatBeginsWithOne() {
    Bytes wire = Bytes.utf8("..a\r\n...\r\nb.\r\n..\r\n\r\n.c\r\n.\r\n");

    assertThat(format.cut(wire, 0))
        .isEqualTo(Cut.frame(Bytes.utf8(".a\r\n..\r\nb.\r\n.\r\n\r\nc\r\n"), wire.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n.\nQUIT\n", "a\n.\r\n", "a\r\n.\n", "a\r.\r\n", "a.\r\n", ".\n"})
  void aDotBetweenLineEndsOfAnotherKindEndsNothing(String wire) {
    assertThat(format.cut(Bytes.utf8(wire), 0)).isEqualTo(Cut.incomplete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\r\n", "é\r\n", ".\r\n", "..\r\n.a\r\n", "a\r\n.\r\n.\r\n", "\n.\n\r\n"})
  void everyMailComesBackHoweverTheStreamIsCut(String mail) {
    Bytes frame = Bytes.utf8(mail);
    Bytes wire = format.wrap(frame);

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(frame, wire.size()));
    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
      assertThat(format.cut(wire, come)).isEqualTo(Cut.frame(frame, wire.size()));
    }
  }

  @Test
  void aMailWithoutALastLineEndIsRefused() {
    assertThat(Framing.of(format).inputRefusal(Bytes.utf8("no end")))
        .contains("is refused by mail(): does not end with a line end");
  }
}
