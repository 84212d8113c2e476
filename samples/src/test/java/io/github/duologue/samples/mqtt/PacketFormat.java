package io.github.duologue.samples.mqtt;

import io.github.duologue.bytes.ByteView;
import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.BytesBuilder;
import io.github.duologue.codec.Cut;
import io.github.duologue.codec.FrameFormat;

/**
 * The packets of MQTT, one frame each.
 *
 * <p>On the wire the second to fifth byte of a packet, as many of them as are needed, say how long
 * the rest is: seven bits each, the lowest first, and the eighth says whether another one follows
 * (MQTT 3.1.1, section 2.2.3). The frame is the packet without them: its type with its flags, and
 * the rest.
 */
final class PacketFormat implements FrameFormat {
  private static final int TYPE = 1;
  private static final int LENGTH = 4;
  private static final int LONGEST = (1 << 7 * LENGTH) - 1;
  private static final int MORE = 0x80;

  @Override
  public Cut cut(ByteView buffered, int scanned) {
    int length = 0;
    for (int at = TYPE; at < buffered.size(); at++) {
      int bits = buffered.get(at);
      if (bits < MORE) {
        int rest = at + 1;
        int end = rest + (length | bits << 7 * (at - TYPE));
        return buffered.size() < end
            ? Cut.incomplete()
            : Cut.frame(buffered.copy(0, TYPE).plus(buffered.copy(rest, end)), end);
      }
      if (at == LENGTH) {
        return Cut.broken(at, "the length of an MQTT packet has 4 bytes at most");
      }
      length |= (bits - MORE) << 7 * (at - TYPE);
    }
    return Cut.incomplete();
  }

  @Override
  public Bytes wrap(Bytes packet) {
    if (packet.isEmpty() || packet.size() - TYPE > LONGEST) {
      throw new IllegalArgumentException(
          packet.isEmpty() ? "has no type" : "is longer than an MQTT packet can be");
    }
    BytesBuilder wire = Bytes.builder().u8(packet.get(0));
    int length = packet.size() - TYPE;
    for (; length >= MORE; length >>= 7) {
      wire.u8(length % MORE | MORE);
    }
    return wire.u8(length).bytes(packet.slice(TYPE, packet.size())).build();
  }

  @Override
  public String toString() {
    return "mqttPackets()";
  }
}
