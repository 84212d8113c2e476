package io.github.duologue.samples.mqtt;

import static io.github.duologue.match.Matchers.anyBytes;
import static io.github.duologue.match.Matchers.endingWith;
import static io.github.duologue.match.Matchers.startingWith;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.BytesBuilder;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Captures;
import io.github.duologue.match.Matcher;
import java.time.Duration;
import java.util.function.Function;

/**
 * The packets of MQTT 3.1.1, section 3, for steps to be written with: those without an identifier
 * as frames, to be expected or sent; those to which a client gives an identifier as matchers; and
 * functions that acknowledge the latter by it.
 */
final class Mqtt {
  static final Framing FRAMING = Framing.of(new PacketFormat());

  static final Bytes PINGREQ = Bytes.hex("c0");
  static final Bytes PINGRESP = Bytes.hex("d0");
  static final Bytes DISCONNECT = Bytes.hex("e0");

  /** What a broker answers to a {@code CONNECT}, or which way it refuses it. */
  static final Bytes ACCEPTED = Bytes.hex("20 00 00");

  static final Bytes ACCEPTED_WITH_SESSION = Bytes.hex("20 01 00");
  static final Bytes NOT_AUTHORIZED = Bytes.hex("20 00 05");

  /** What a broker answers to a {@code SUBSCRIBE} instead of a quality of service. */
  static final int REFUSED = 0x80;

  private static final int PUBLISH = 0x30;
  private static final int AT_LEAST_ONCE = 0x02;
  private static final int AGAIN = 0x08;
  private static final int PUBACK = 0x40;
  private static final int SUBSCRIBE = 0x82;
  private static final int SUBACK = 0x90;
  private static final int UNSUBSCRIBE = 0xa2;
  private static final int UNSUBACK = 0xb0;

  private Mqtt() {}

  /** A client comes with its session, and leaves a last will, at least once and retained. */
  static Bytes connect(String client, Duration keepAlive, String willTopic, String will) {
    return Bytes.builder()
        .u8(0x10)
        .bytes(string("MQTT"))
        .u8(4)
        .u8(0b0010_1100)
        .u16((int) keepAlive.toSeconds())
        .bytes(string(client))
        .bytes(string(willTopic))
        .bytes(string(will))
        .build();
  }

  /** A message at most once, from either side. */
  static Bytes publish(String topic, String message) {
    return Bytes.builder().u8(PUBLISH).bytes(string(topic)).text(message).build();
  }

  /** A message at least once from the broker, with an identifier. */
  static Bytes publish(int id, String topic, String message) {
    return Bytes.builder()
        .u8(PUBLISH | AT_LEAST_ONCE)
        .bytes(string(topic))
        .u16(id)
        .text(message)
        .build();
  }

  static Bytes puback(int id) {
    return Bytes.builder().u8(PUBACK).u16(id).build();
  }

  /** A message at least once from the client, whatever identifier it gives to it. */
  static Matcher publishAtLeastOnce(String topic, String message) {
    return identified(PUBLISH | AT_LEAST_ONCE, string(topic), Bytes.utf8(message));
  }

  /** The same message once more. */
  static Matcher publishAgain(String topic, String message) {
    return identified(PUBLISH | AT_LEAST_ONCE | AGAIN, string(topic), Bytes.utf8(message));
  }

  /** Acknowledges a message of the client. */
  static Bytes puback(Captures publish) {
    Bytes packet = publish.frame();
    int topicEnd = 3 + (packet.get(1) << 8 | packet.get(2));
    return acknowledgement(PUBACK, packet, topicEnd).build();
  }

  static Matcher subscribe(String topicFilter, int qualityOfService) {
    return identified(
        SUBSCRIBE,
        Bytes.empty(),
        Bytes.builder().bytes(string(topicFilter)).u8(qualityOfService).build());
  }

  /** Grants a subscription, or answers that it is {@link #REFUSED}. */
  static Function<Captures, Bytes> suback(int qualityOfService) {
    return subscribe -> acknowledgement(SUBACK, subscribe.frame(), 1).u8(qualityOfService).build();
  }

  static Matcher unsubscribe(String topicFilter) {
    return identified(UNSUBSCRIBE, Bytes.empty(), string(topicFilter));
  }

  static Bytes unsuback(Captures unsubscribe) {
    return acknowledgement(UNSUBACK, unsubscribe.frame(), 1).build();
  }

  private static BytesBuilder acknowledgement(int type, Bytes packet, int idAt) {
    return Bytes.builder().u8(type).bytes(packet.slice(idAt, idAt + 2));
  }

  /** A packet whose identifier, between two parts of it, may be any. */
  private static Matcher identified(int type, Bytes before, Bytes behind) {
    Bytes start = Bytes.of(type).plus(before);
    return startingWith(start)
        .and(anyBytes(start.size() + 2 + behind.size()))
        .and(endingWith(behind))
        .describedAs(start + " ?? ?? " + behind);
  }

  private static Bytes string(String text) {
    return Bytes.builder().lengthPrefixed(2, Bytes.utf8(text)).build();
  }
}
