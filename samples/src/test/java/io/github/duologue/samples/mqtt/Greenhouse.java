package io.github.duologue.samples.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * The application under test: a greenhouse that reports to a broker, and is told there how wide its
 * window is to be open.
 */
class Greenhouse implements AutoCloseable {
  static final int AT_MOST_ONCE = 0;
  static final int AT_LEAST_ONCE = 1;

  private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

  private final String name;
  private final MqttAsyncClient broker;

  /** Makes a greenhouse with a name that no other of the broker's clients has. */
  Greenhouse(URI broker, String name) throws MqttException {
    this.name = name;
    this.broker = new MqttAsyncClient(broker.toString(), name, new MemoryPersistence());
  }

  /** Connects, and is told from now on how wide the window is to be open. */
  void connect(Duration keepAlive) throws MqttException {
    broker.connect(options(keepAlive)).waitForCompletion(PATIENCE);
    IMqttToken subscribed =
        broker.subscribe(orders(), AT_LEAST_ONCE, (topic, opening) -> set(number(opening)));
    subscribed.waitForCompletion(PATIENCE);
    if (subscribed.getGrantedQos()[0] != AT_LEAST_ONCE) {
      throw new MqttException(MqttException.REASON_CODE_SUBSCRIBE_FAILED);
    }
  }

  /** What was not acknowledged is sent again when a lost connection is there again. */
  MqttConnectOptions options(Duration keepAlive) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setKeepAliveInterval((int) keepAlive.toSeconds());
    options.setCleanSession(false);
    options.setAutomaticReconnect(true);
    options.setWill(topic("status"), payload("lost"), AT_LEAST_ONCE, true);
    return options;
  }

  /** Waits until it is sent: the library may drop at a disconnect what it has not sent by then. */
  void report(double temperature) throws MqttException {
    publish("temperature", String.valueOf(temperature), AT_MOST_ONCE).waitForCompletion(PATIENCE);
  }

  /** Reports the temperatures of a day, one a line. */
  void report(Collection<Double> temperatures) throws MqttException {
    String lines = temperatures.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    publish("day", lines, AT_LEAST_ONCE);
  }

  void alarm(String what) throws MqttException {
    publish("alarm", what, AT_LEAST_ONCE);
  }

  /** The topic of what it is told. */
  String orders() {
    return topic("window/set");
  }

  /** Leaves the window as it is, whatever it is told to be. */
  void lockWindow() throws MqttException {
    broker.unsubscribe(orders()).waitForCompletion(PATIENCE);
  }

  /** Sets the window, in percent, and says so. */
  private void set(int opening) throws MqttException {
    publish("window", String.valueOf(opening), AT_LEAST_ONCE);
  }

  final IMqttToken publish(String what, String value, int qualityOfService) throws MqttException {
    return broker.publish(topic(what), payload(value), qualityOfService, false);
  }

  final String topic(String what) {
    return name + "/" + what;
  }

  private static int number(MqttMessage message) {
    return Integer.parseInt(new String(message.getPayload(), US_ASCII));
  }

  private static byte[] payload(String value) {
    return value.getBytes(US_ASCII);
  }

  @Override
  public void close() throws MqttException {
    try {
      if (broker.isConnected()) {
        broker.disconnect(PATIENCE).waitForCompletion(PATIENCE);
      }
    } catch (MqttException lost) {
      // Then there is nobody to take leave of.
    } finally {
      broker.close();
    }
  }
}
