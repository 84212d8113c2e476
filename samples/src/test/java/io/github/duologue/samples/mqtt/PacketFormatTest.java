package io.github.duologue.samples.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketFormatTest {

  private final PacketFormat format = new PacketFormat();

  @Test
  void aFrameIsThePacketWithoutItsLength() {
    Bytes acknowledgementAndPing = Bytes.hex("40 02 00 07 c0 00");

    assertThat(format.cut(acknowledgementAndPing, 0))
        .isEqualTo(Cut.frame(Bytes.hex("40 00 07"), 4));
  }

  @ParameterizedTest
  @CsvSource({
    "0,         00",
    "127,       7f",
    "128,       80 01",
    "16383,     ff 7f",
    "16384,     80 80 01",
    "2097151,   ff ff 7f",
    "2097152,   80 80 80 01",
  })
  void aLengthHasNoMoreBytesThanItNeeds(int length, String onTheWire) {
    Bytes rest = Bytes.builder().zeros(length).build();
    Bytes packet = Bytes.hex("30").plus(rest);
    Bytes wire = Bytes.hex("30").plus(Bytes.hex(onTheWire)).plus(rest);

    assertThat(format.wrap(packet)).isEqualTo(wire);
    assertThat(format.cut(wire, 0)).isEqualTo(Cut.frame(packet, wire.size()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 300})
  void everyPacketComesBackHoweverTheStreamIsCut(int length) {
    Bytes packet = Bytes.hex("30").plus(Bytes.builder().zeros(length).build());
    Bytes wire = format.wrap(packet);

    for (int come = 1; come < wire.size(); come++) {
      assertThat(format.cut(wire.slice(0, come), 0)).isEqualTo(Cut.incomplete());
      assertThat(format.cut(wire, come)).isEqualTo(Cut.frame(packet, wire.size()));
    }
  }

  @Test
  void aFifthByteOfALengthIsWrong() {
    assertThat(format.cut(Bytes.hex("30 80 80 80 80"), 0))
        .isEqualTo(Cut.broken(4, "the length of an MQTT packet has 4 bytes at most"));
  }

  @Test
  void whatHasNoTypeIsRefused() {
    assertThat(Framing.of(format).outputRefusal(Bytes.empty()))
        .contains("is refused by mqttPackets(): has no type");
  }
}
