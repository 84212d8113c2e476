package io.github.duologue.samples.mqtt;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.raise;
import static io.github.duologue.samples.mqtt.GreenhouseTest.MINUTE;
import static io.github.duologue.samples.mqtt.GreenhouseTest.START;
import static io.github.duologue.samples.mqtt.Mqtt.DISCONNECT;
import static io.github.duologue.samples.mqtt.Mqtt.publishAtLeastOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.net.URI;
import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

/** What a test says of greenhouses that a broker could not rely on. */
class WrongGreenhouseTest {

  @Test
  void anAlarmThatMayGetLostIsSeenInItsFirstByte() {
    assertThat(Failures.of(Cases.class, "raisesItsAlarmAtMostOnce"))
        .isEqualTo(
            """
            Connection #1 of 'WrongGreenhouseTest.Cases.raisesItsAlarmAtMostOnce' deviated from its script at step 2 of 3.

            expected
              layout("32 u16:n=8 text[n]:topic='g7/alarm' u16:id text:message='frost'")
                  at io.github.duologue.samples.mqtt.WrongGreenhouseTest$Cases.raisesItsAlarmAtMostOnce(WrongGreenhouseTest.java:0)
            but received
              "0\\x00\\x08g7/alarmfrost"    16 bytes, +0 ms
            '0' (30) at byte 0 rules it out, in 32 at byte 0

            transcript of #1
              C: 10 00 04 4d 51 54 54 04 … 75 73 00 04 6c 6f 73 74 |...MQTT. … us..lost| (32 bytes)    +0 ms
              S: 20 00 00 | ..|                                                                        +0 ms
              C: 82 00 01 00 0d 67 37 2f 77 69 6e 64 6f 77 2f 73 65 74 01 |.....g7/window/set.|        +0 ms
              S: 90 00 01 01 |....|                                                                    +0 ms
              C: 0\\x00\\x08g7/alarmfrost                                                                +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aSessionThatTheBrokerWouldForgetIsSeenInTheFlags() {
    assertThat(Failures.of(Cases.class, "wantsNoSession"))
        .isEqualTo(
            """
            Connection lost
            Suppressed: Connection #1 of 'WrongGreenhouseTest.Cases.wantsNoSession' deviated from its script at step 1 of 2.

            expected
              layout("10 0004 'MQTT' 04 u8:flags=44 u16:keepAlive=60 u16:n=2 text[n]:client='g7' u16:n1=9 text[n1]:willTopic='g7/status' u16:n2=4 text[n2]:will='lost'")
                  at io.github.duologue.samples.mqtt.GreenhouseTest.start(GreenhouseTest.java:0), played at io.github.duologue.samples.mqtt.WrongGreenhouseTest$Cases.wantsNoSession(WrongGreenhouseTest.java:0)
            but received
              10 00 04 4d 51 54 54 04 2e 00 3c 00 … 73 74 61 74 75 73 00 04 6c 6f 73 74 |...MQTT...<. … status..lost| (32 bytes)
                  +0 ms
            first difference at byte 8: '.' (2e) instead of ',' (2c), in u8:flags=44 at byte 8, where 46 came

            transcript of #1
              C: 10 00 04 4d 51 54 54 04 … 75 73 00 04 6c 6f 73 74 |...MQTT. … us..lost| (32 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aSubscriptionToOnesOwnReportsIsSeenInItsFilter() {
    assertThat(Failures.of(Cases.class, "subscribesToTooMuch"))
        .isEqualTo(
            """
            Connection lost
            Suppressed: Connection #1 of 'WrongGreenhouseTest.Cases.subscribesToTooMuch' deviated from its script at step 1 of 2.

            expected
              layout("82 u16:id u16:n=13 text[n]:filter='g7/window/set' u8:qos=1")
                  at io.github.duologue.samples.mqtt.GreenhouseTest.start(GreenhouseTest.java:0), played at io.github.duologue.samples.mqtt.WrongGreenhouseTest$Cases.subscribesToTooMuch(WrongGreenhouseTest.java:0)
            but received
              82 00 01 00 0b 67 37 2f 77 69 6e 64 6f 77 2f 23 01 |.....g7/window/#.|
                  17 bytes, +0 ms
            (0b) at byte 4 rules it out, in u16:n=13 at byte 3, where 11 came

            transcript of #1
              C: 10 00 04 4d 51 54 54 04 … 75 73 00 04 6c 6f 73 74 |...MQTT. … us..lost| (32 bytes)    +0 ms
              S: 20 00 00 | ..|                                                                        +0 ms
              C: 82 00 01 00 0b 67 37 2f 77 69 6e 64 6f 77 2f 23 01 |.....g7/window/#.|                +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    @Test
    void raisesItsAlarmAtMostOnce(FakeServer server) throws MqttException {
      server.play(
          Mqtt.FRAMING,
          START,
          expect(publishAtLeastOnce("g7/alarm", "frost"))
              .replyBytes(Mqtt::puback)
              .then(raise("acknowledged")),
          expect(DISCONNECT));

      try (Greenhouse greenhouse = new CarelessGreenhouse(server.uri("tcp"))) {
        greenhouse.connect(MINUTE);
        greenhouse.alarm("frost");
        server.awaitSignal("acknowledged");
      }
    }

    @Test
    void wantsNoSession(FakeServer server) throws MqttException {
      server.play(Mqtt.FRAMING, START, expect(DISCONNECT));

      try (Greenhouse greenhouse = new ForgetfulGreenhouse(server.uri("tcp"))) {
        greenhouse.connect(MINUTE);
      }
    }

    @Test
    void subscribesToTooMuch(FakeServer server) throws MqttException {
      server.play(Mqtt.FRAMING, START, expect(DISCONNECT));

      try (Greenhouse greenhouse = new GreedyGreenhouse(server.uri("tcp"))) {
        greenhouse.connect(MINUTE);
      }
    }
  }

  /** Does not connect again, so that the message has no second connection if that takes long. */
  private abstract static class WrongGreenhouse extends Greenhouse {
    WrongGreenhouse(URI broker) throws MqttException {
      super(broker, "g7");
    }

    @Override
    MqttConnectOptions options(Duration keepAlive) {
      MqttConnectOptions options = super.options(keepAlive);
      options.setAutomaticReconnect(false);
      return options;
    }
  }

  private static final class CarelessGreenhouse extends WrongGreenhouse {
    CarelessGreenhouse(URI broker) throws MqttException {
      super(broker);
    }

    @Override
    void alarm(String what) throws MqttException {
      publish("alarm", what, AT_MOST_ONCE);
    }
  }

  private static final class ForgetfulGreenhouse extends WrongGreenhouse {
    ForgetfulGreenhouse(URI broker) throws MqttException {
      super(broker);
    }

    @Override
    MqttConnectOptions options(Duration keepAlive) {
      MqttConnectOptions options = super.options(keepAlive);
      options.setCleanSession(true);
      return options;
    }
  }

  private static final class GreedyGreenhouse extends WrongGreenhouse {
    GreedyGreenhouse(URI broker) throws MqttException {
      super(broker);
    }

    @Override
    String orders() {
      return topic("window/#");
    }
  }
}
