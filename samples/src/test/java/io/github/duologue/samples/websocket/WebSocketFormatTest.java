package io.github.duologue.samples.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFormatTest {

  @ParameterizedTest
  @CsvSource({
    "text Hello,      81 85 37fa213d 7f9f4d5158",
    "text... Hel,     01 83 37fa213d 7f9f4d",
    "continuation lo, 80 82 37fa213d 5b95",
    "pong Hello,      8a 85 37fa213d 7f9f4d5158",
    "close 1000 bye,  88 85 37fa213d 3412434452",
    "close,           88 80 37fa213d",
  })
  void aClientMasksWhatItSends(String frame, String hex) {
    assertIsOnTheWire(WebSocketFormat.MASKED, Bytes.utf8(frame), Bytes.hex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "text Hello,      81 05 48656c6c6f",
    "text... Hel,     01 03 48656c",
    "continuation lo, 80 02 6c6f",
    "ping Hello,      89 05 48656c6c6f",
    "binary 00 ff,    82 02 00ff",
    "binary,          82 00",
    "close 1001,      88 02 03e9",
  })
  void aServerDoesNotMask(String frame, String hex) {
    assertIsOnTheWire(WebSocketFormat.UNMASKED, Bytes.utf8(frame), Bytes.hex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "125,   81 7d",
    "126,   81 7e 007e",
    "256,   81 7e 0100",
    "65535, 81 7e ffff",
    "65536, 81 7f 0000000000010000",
  })
  void theLengthTakesOneByteThreeOrNine(int size, String head) {
    Bytes text = Bytes.utf8("x".repeat(size));

    assertIsOnTheWire(
        WebSocketFormat.UNMASKED, Bytes.utf8("text ").plus(text), Bytes.hex(head).plus(text));
  }

  private static void assertIsOnTheWire(WebSocketFormat format, Bytes frame, Bytes wire) {
    assertThat(format.wrap(frame)).isEqualTo(wire);
    Bytes twice = wire.plus(wire);
    assertThat(format.cut(twice, 0)).isEqualTo(Cut.frame(frame, wire.size()));
  }

  @Test
  void everyClientHasAKeyOfItsOwn() {
    assertThat(WebSocketFormat.MASKED.cut(Bytes.hex("81 83 00000000 484921"), 0))
        .isEqualTo(Cut.frame(Bytes.utf8("text HI!"), 9));
  }

  @ParameterizedTest
  @EnumSource
  void aFrameIsWholeWithItsLastByte(WebSocketFormat format) {
    Bytes frame = Bytes.utf8("text " + "x".repeat(200));
    Bytes wire = format.wrap(frame);

    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "83,             0, 'a WebSocket frame has one of the opcodes 0, 1, 2, 8, 9 and a'",
    "8b,             0, 'a WebSocket frame has one of the opcodes 0, 1, 2, 8, 9 and a'",
    "c1,             0, a WebSocket frame has no reserved bit set",
    "09,             0, a WebSocket ping is one frame",
    "81 05,          1, a client masks its frames",
    "8a fe,          1, a WebSocket pong has 125 bytes or less",
    "88 81 00000000 03,            1, 'a WebSocket close has a code of 2 bytes, or nothing'",
    "82 ff 0000000080000000 00000000, 2, a WebSocket frame of 2 GiB or more is too much here",
    "82 ff ff00000000000000 00000000, 2, a WebSocket frame of 2 GiB or more is too much here",
  })
  void whatNoClientMaySendIsBroken(String hex, int offset, String reason) {
    assertThat(WebSocketFormat.MASKED.cut(Bytes.hex(hex), 0)).isEqualTo(Cut.broken(offset, reason));
  }

  @Test
  void aMaskedFrameOfAServerIsBroken() {
    assertThat(WebSocketFormat.UNMASKED.cut(Bytes.hex("81 85"), 0))
        .isEqualTo(Cut.broken(1, "a server does not mask"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "", " hello", "...", "close bye", "binary ping", "ping... x"})
  void whatIsNoFrameIsRefused(String frame) {
    assertThat(WebSocketFormat.UNMASKED.refusal(Bytes.utf8(frame))).isPresent();
  }
}
