package io.github.duologue.samples.mqtt;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.match.Captures;
import io.github.duologue.match.Layout;
import io.github.duologue.match.Matcher;
import java.time.Duration;
import java.util.function.Function;

/**
 * The packets of MQTT 3.1.1, for steps to be written with: what a client sends as matchers, which
 * take whatever identifier it gives to a packet and capture it; what a broker sends as frames, and
 * as functions where it acknowledges a packet by its identifier.
 *
 * <p>The layouts are those of section 3, without the length.
 */
final class Mqtt {
  static final Framing FRAMING = Framing.of(new PacketFormat());

  static final Bytes PINGREQ = Bytes.hex("c0");
  static final Bytes PINGRESP = Bytes.hex("d0");
  static final Bytes DISCONNECT = Bytes.hex("e0");

  /** What a broker says to those who come: whether it has a session of theirs, and a code. */
  static final Bytes ACCEPTED = Bytes.hex("20 00 00");

  static final Bytes ACCEPTED_WITH_SESSION = Bytes.hex("20 01 00");
  static final Bytes NOT_AUTHORIZED = Bytes.hex("20 00 05");

  /** What stands in a {@code SUBACK} in place of the quality of service that is granted. */
  static final int REFUSED = 0x80;

  private static final Layout CONNECT =
      Layout.of(
          "10 0004 'MQTT' 04 u8:flags u16:keepAlive u16:n text[n]:client"
              + " u16:n1 text[n1]:willTopic u16:n2 text[n2]:will");
  private static final int WILL_AT_LEAST_ONCE_RETAINED = 0b0010_1100;

  private static final String TO_TOPIC = "u16:n text[n]:topic ";
  private static final String MESSAGE = " text:message";
  private static final Layout AT_MOST_ONCE = Layout.of("30 " + TO_TOPIC + MESSAGE);
  private static final Layout AT_LEAST_ONCE = Layout.of("32 " + TO_TOPIC + "u16:id" + MESSAGE);
  private static final Layout ONCE_MORE = Layout.of("3a " + TO_TOPIC + "u16:id" + MESSAGE);
  private static final Layout PUBACK = Layout.of("40 u16:id");

  private static final Layout SUBSCRIBE = Layout.of("82 u16:id u16:n text[n]:filter u8:qos");
  private static final Layout SUBACK = Layout.of("90 u16:id u8:granted");
  private static final Layout UNSUBSCRIBE = Layout.of("a2 u16:id u16:n text[n]:filter");
  private static final Layout UNSUBACK = Layout.of("b0 u16:id");

  private Mqtt() {}

  /** A client takes up its session, and leaves a will that is retained. */
  static Matcher connect(String client, Duration keepAlive, String willTopic, String will) {
    return CONNECT
        .with("flags", WILL_AT_LEAST_ONCE_RETAINED)
        .with("keepAlive", keepAlive.toSeconds())
        .with("client", client)
        .with("willTopic", willTopic)
        .with("will", will)
        .matcher();
  }

  /** A message at most once, from either side. */
  static Bytes publish(String topic, String message) {
    return AT_MOST_ONCE.with("topic", topic).with("message", message).bytes();
  }

  /** A message of the broker at least once. */
  static Bytes publish(int id, String topic, String message) {
    return AT_LEAST_ONCE.with("id", id).with("topic", topic).with("message", message).bytes();
  }

  static Bytes puback(int id) {
    return PUBACK.with("id", id).bytes();
  }

  /** A message of the client at least once. */
  static Matcher publishAtLeastOnce(String topic, String message) {
    return AT_LEAST_ONCE.with("topic", topic).with("message", message).matcher();
  }

  /** The same message, since it was not acknowledged. */
  static Matcher publishOnceMore(String topic, String message) {
    return ONCE_MORE.with("topic", topic).with("message", message).matcher();
  }

  static Bytes puback(Captures publish) {
    return PUBACK.with(publish).bytes();
  }

  static Matcher subscribe(String topicFilter, int qualityOfService) {
    return SUBSCRIBE.with("filter", topicFilter).with("qos", qualityOfService).matcher();
  }

  /** Grants a quality of service, or says {@link #REFUSED}. */
  static Function<Captures, Bytes> suback(int granted) {
    return subscribe -> SUBACK.with(subscribe).with("granted", granted).bytes();
  }

  static Matcher unsubscribe(String topicFilter) {
    return UNSUBSCRIBE.with("filter", topicFilter).matcher();
  }

  static Bytes unsuback(Captures unsubscribe) {
    return UNSUBACK.with(unsubscribe).bytes();
  }
}
