package io.github.duologue.samples.mqtt;

import static io.github.duologue.dsl.Steps.anyOrder;
import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.every;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.meanwhile;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.dsl.Steps.whenever;
import static io.github.duologue.samples.mqtt.Greenhouse.AT_LEAST_ONCE;
import static io.github.duologue.samples.mqtt.Mqtt.ACCEPTED;
import static io.github.duologue.samples.mqtt.Mqtt.ACCEPTED_WITH_SESSION;
import static io.github.duologue.samples.mqtt.Mqtt.DISCONNECT;
import static io.github.duologue.samples.mqtt.Mqtt.NOT_AUTHORIZED;
import static io.github.duologue.samples.mqtt.Mqtt.PINGREQ;
import static io.github.duologue.samples.mqtt.Mqtt.PINGRESP;
import static io.github.duologue.samples.mqtt.Mqtt.REFUSED;
import static io.github.duologue.samples.mqtt.Mqtt.puback;
import static io.github.duologue.samples.mqtt.Mqtt.publish;
import static io.github.duologue.samples.mqtt.Mqtt.publishAtLeastOnce;
import static io.github.duologue.samples.mqtt.Mqtt.publishOnceMore;
import static io.github.duologue.samples.mqtt.Mqtt.suback;
import static io.github.duologue.samples.mqtt.Mqtt.subscribe;
import static io.github.duologue.samples.mqtt.Mqtt.unsubscribe;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.match.Matcher;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

@WithFakeServer
class GreenhouseTest {
  /** So long that no ping comes. */
  static final Duration MINUTE = Duration.ofMinutes(1);

  /** A greenhouse connects, and subscribes to what it is told about its window. */
  static final Exchange START = start(MINUTE);

  static Exchange start(Duration keepAlive) {
    return sequence(
        expect(connect(keepAlive)).reply(ACCEPTED),
        expect(subscribe("g7/window/set", AT_LEAST_ONCE)).replyBytes(suback(AT_LEAST_ONCE)));
  }

  static Matcher connect(Duration keepAlive) {
    return Mqtt.connect("g7", keepAlive, "g7/status", "lost");
  }

  @Test
  void aTemperatureIsReportedAtMostOnce(FakeServer server) throws MqttException {
    server.play(Mqtt.FRAMING, START, expect(publish("g7/temperature", "21.5")), expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.report(21.5);
    }
  }

  @Test
  void anAlarmIsReportedAtLeastOnce(FakeServer server) throws MqttException {
    server.play(
        Mqtt.FRAMING,
        START,
        expect(publishAtLeastOnce("g7/alarm", "frost")).replyBytes(Mqtt::puback),
        expect(publishAtLeastOnce("g7/alarm", "fire")).replyBytes(Mqtt::puback),
        expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.alarm("frost");
      greenhouse.alarm("fire");
    }
  }

  @Test
  void aDayIsOneMessageHoweverLongItIs(FakeServer server) throws MqttException {
    List<Double> everyTenSeconds = Collections.nCopies(8640, 21.5);
    String lines = everyTenSeconds.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    server.play(
        Mqtt.FRAMING,
        START,
        expect(publishAtLeastOnce("g7/day", lines)).replyBytes(Mqtt::puback),
        expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.report(everyTenSeconds);
    }
  }

  @Test
  void theWindowIsSetAsItIsToldAtWhateverTime(FakeServer server) throws MqttException {
    server.play(
        Mqtt.FRAMING,
        START,
        meanwhile(awaitSignal("noon"), send(publish(1, "g7/window/set", "80")))
            .during(
                anyOrder(
                        expect(publish("g7/temperature", "21.5")),
                        expect(publishAtLeastOnce("g7/window", "80")).replyBytes(Mqtt::puback),
                        expect(puback(1)))
                    .then(raise("window is set")),
                expect(DISCONNECT)));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.report(21.5);
      server.raise("noon");
      server.awaitSignal("window is set");
    }
  }

  @Test
  void theWindowIsSetAsOftenAsItIsTold(FakeServer server) throws MqttException {
    server.play(
        Mqtt.FRAMING,
        START,
        every(ofMillis(20), send(publish("g7/window/set", "80")))
            .times(3)
            .during(
                expect(publishAtLeastOnce("g7/window", "80")).replyBytes(Mqtt::puback),
                expect(publishAtLeastOnce("g7/window", "80")).replyBytes(Mqtt::puback),
                expect(publishAtLeastOnce("g7/window", "80"))
                    .replyBytes(Mqtt::puback)
                    .then(raise("window is set"))),
        expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      server.awaitSignal("window is set");
    }
  }

  @Test
  void aLockedWindowIsToldNothing(FakeServer server) throws MqttException {
    server.play(
        Mqtt.FRAMING,
        START,
        expect(unsubscribe("g7/window/set")).replyBytes(Mqtt::unsuback),
        expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.lockWindow();
    }
  }

  @Test
  void aPingMayComeAtAnyTime(FakeServer server) throws MqttException {
    Duration second = Duration.ofSeconds(1);
    server.play(
        Mqtt.FRAMING,
        whenever(expect(PINGREQ).reply(PINGRESP).then(raise("pinged")))
            .atLeast(1)
            .during(
                start(second),
                expect(publish("g7/temperature", "21.5")),
                expect(publish("g7/temperature", "21.6")),
                expect(DISCONNECT)));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(second);
      greenhouse.report(21.5);
      server.awaitSignal("pinged");
      greenhouse.report(21.6);
    }
  }

  @Test
  void aBrokerMayRefuseTheGreenhouse(FakeServer server) throws MqttException {
    server.play(Mqtt.FRAMING, expect(connect(MINUTE)).reply(NOT_AUTHORIZED).then(disconnect()));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      assertThatThrownBy(() -> greenhouse.connect(MINUTE))
          .isInstanceOfSatisfying(
              MqttException.class,
              refusal ->
                  assertThat(refusal.getReasonCode())
                      .isEqualTo(MqttException.REASON_CODE_NOT_AUTHORIZED));
    }
  }

  @Test
  void aBrokerMayRefuseASubscription(FakeServer server) throws MqttException {
    server.play(
        Mqtt.FRAMING,
        expect(connect(MINUTE)).reply(ACCEPTED),
        expect(subscribe("g7/window/set", AT_LEAST_ONCE)).replyBytes(suback(REFUSED)),
        expect(DISCONNECT));

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      assertThatThrownBy(() -> greenhouse.connect(MINUTE))
          .isInstanceOfSatisfying(
              MqttException.class,
              refusal ->
                  assertThat(refusal.getReasonCode())
                      .isEqualTo(MqttException.REASON_CODE_SUBSCRIBE_FAILED));
    }
  }

  @Test
  void whatWasNotAcknowledgedComesAgainOnTheNextConnection(FakeServer server) throws MqttException {
    Script lost =
        script(
            "lost",
            Mqtt.FRAMING,
            START,
            expect(publishAtLeastOnce("g7/alarm", "frost")).then(disconnect()));
    Script resumed =
        script(
            "resumed",
            Mqtt.FRAMING,
            expect(connect(MINUTE)).reply(ACCEPTED_WITH_SESSION),
            expect(publishOnceMore("g7/alarm", "frost"))
                .replyBytes(Mqtt::puback)
                .then(raise("acknowledged")),
            expect(DISCONNECT));
    server.play(lost, resumed);

    try (Greenhouse greenhouse = new Greenhouse(server.uri("tcp"), "g7")) {
      greenhouse.connect(MINUTE);
      greenhouse.alarm("frost");
      server.awaitSignal("acknowledged");
    }
  }
}
