package io.github.duologue.samples.redis;

import static io.github.duologue.samples.redis.Resp.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandFormatTest {

  private final CommandFormat format = new CommandFormat();

  @Test
  void aCommandIsALineOfItsWords() {
    Bytes wire = Bytes.utf8("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n*1\r\n");

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(Bytes.utf8("GET k"), 20));
  }

  @Test
  void aWordThatIsNotPlainIsQuoted() {
    assertThat(command("SET", "", "two words", "\"\\'", "\r\n", "é"))
        .isEqualTo(
            Bytes.utf8("SET \"\" \"two words\" \"\\\"\\\\'\" \"\\x0d\\x0a\" \"\\xc3\\xa9\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING", "", "two words", "\"\\'", "\r\n", "é", "$1 x4e \\x4e"})
  void everyWordComesBackHoweverTheStreamIsCut(String word) {
    Bytes line = command("ECHO", word);
    Bytes wire = format.wrap(line);

    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(line, wire.size()));
    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET k',          0, *",
    "'*x',             1, number",
    "'*2 $3 GET :1',  13, $",
    "'*2 $3 GET $-1', 14, number",
    "'*1 $3 PING',    11, line end",
  })
  void whatIsNoCommandIsBrokenWhereItCeasesToBeOne(String lines, int offset, String what) {
    Bytes wire = Bytes.utf8(lines.replace(" ", "\r\n") + "\r\n");

    assertThat(format.cut(wire, 0))
        .isEqualTo(Cut.broken(offset, "a Redis command has a " + what + " here"));
  }
}
