package io.github.duologue.samples.stomp;

import static io.github.duologue.dsl.Steps.exactly;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.stomp.Stomp.DISCONNECT;
import static io.github.duologue.samples.stomp.Stomp.HEART_BEATS;
import static io.github.duologue.samples.stomp.Stomp.aHeartBeat;
import static io.github.duologue.samples.stomp.Stomp.connect;
import static io.github.duologue.samples.stomp.Stomp.send;
import static io.github.duologue.samples.stomp.Stomp.subscribe;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a test says of traders whom a broker would not have for long. */
class WrongTraderTest {

  @Test
  void aHeartThatDoesNotBeatIsMissed() {
    assertThat(failureOf("countsItsHeartBeats"))
        .isEqualTo(
            """
            Connection #1 of 'WrongTraderTest.Cases.countsItsHeartBeats' sent nothing more within 3 s at step 3 of 4 of its script.

            expected
              a heart-beat.within(ofSeconds(3))    at io.github.duologue.samples.stomp.WrongTraderTest$Cases.countsItsHeartBeats(WrongTraderTest.java:0)
            but received
              nothing                              for 3 s

            transcript of #1
              C: CONNECT\\naccept-version:1.2\\nheart-beat:2000,0\\nhost:localhost\\n\\n                +0 ms
              S: CONNECTED\\nversion:1.2\\nheart-beat:0,2000\\n\\n                                     +0 ms
              C: SUBSCRIBE\\ndestination:/prices/ … 000000000000\\nid:/prices/ACME\\n\\n (97 bytes)    +0 ms
              S: RECEIPT\\nreceipt-id:00000000-0000-0000-0000-000000000000\\n\\n                      +0 ms
              (nothing more came)                                                                  +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void anOrderToNowhereIsSeenInItsFrame() {
    assertThat(failureOf("mistakesTheDestination"))
        .isEqualTo(
            """
            io.vertx.core.impl.NoStackTraceThrowable: Client closed
            Suppressed: Connection #1 of 'WrongTraderTest.Cases.mistakesTheDestination' deviated from its script at step 2 of 3.

            expected one of
              SEND destination:/orders receipt "buy ACME"    at io.github.duologue.samples.stomp.Stomp.sendUnconfirmed(Stomp.java:0), played at io.github.duologue.samples.stomp.WrongTraderTest$Cases.mistakesTheDestination(WrongTraderTest.java:0)
                does not match: destination:/orders
              a heart-beat                                   at io.github.duologue.samples.stomp.Stomp.<clinit>(Stomp.java:0), played at io.github.duologue.samples.stomp.WrongTraderTest$Cases.mistakesTheDestination(WrongTraderTest.java:0)
            but received
              "SEND\\ncontent-length:8\\ndestination:/order\\nreceipt:00000000-0000-0000-0000-000000000000\\n\\nbuy ACME"
                  95 bytes, +0 ms

            transcript of #1
              C: CONNECT\\naccept-version:1.2\\nheart-beat:0,0\\nhost:localhost\\n\\n                   +0 ms
              S: CONNECTED\\nversion:1.2\\nheart-beat:0,0\\n\\n                                        +0 ms
              C: SEND\\ncontent-length:8\\ndestinat … 00-0000-000000000000\\n\\nbuy ACME (95 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void goingWithoutAWordIsTooEarly() {
    assertThat(failureOf("hangsUp"))
        .isEqualTo(
            """
            Connection #1 of 'WrongTraderTest.Cases.hangsUp' was closed by the client too early, at step 2 of 2 of its script.

            expected one of
              DISCONNECT receipt    at io.github.duologue.samples.stomp.Stomp.<clinit>(Stomp.java:0), played at io.github.duologue.samples.stomp.WrongTraderTest$Cases.hangsUp(WrongTraderTest.java:0)
              a heart-beat          at io.github.duologue.samples.stomp.Stomp.<clinit>(Stomp.java:0), played at io.github.duologue.samples.stomp.WrongTraderTest$Cases.hangsUp(WrongTraderTest.java:0)
            but received
              end of stream         +0 ms

            transcript of #1
              C: CONNECT\\naccept-version:1.2\\nheart-beat:0,0\\nhost:localhost\\n\\n    +0 ms
              S: CONNECTED\\nversion:1.2\\nheart-beat:0,0\\n\\n                         +0 ms
              C: (end of stream)                                                    +0 ms   <-- here""");
  }

  /** Tells how a test failed; receipts, which no two runs have in common, are zeros. */
  private static String failureOf(String method) {
    return Pattern.compile("[0-9a-f-]{12,36}(?=\\\\n)")
        .matcher(Failures.of(Cases.class, method))
        .replaceAll(receipt -> receipt.group().replaceAll("[0-9a-f]", "0"));
  }

  @WithFakeServer
  static class Cases {

    @Test
    void countsItsHeartBeats(FakeServer server) throws Exception {
      server.play(
          Stomp.FRAMING,
          connect("2000,0", "0,2000"),
          subscribe("/prices/ACME"),
          exactly(2, expect(aHeartBeat()).within(ofSeconds(3))),
          HEART_BEATS.during(DISCONNECT));

      try (Trader trader = new CountingTrader()) {
        trader.connect(server.address(), 2000, 0);
        trader.watch("ACME");
        server.verify();
      }
    }

    @Test
    void mistakesTheDestination(FakeServer server) throws Exception {
      server.play(
          Stomp.FRAMING,
          HEART_BEATS.during(connect("0,0", "0,0"), send("/orders", "buy ACME"), DISCONNECT));

      try (Trader trader = new MistakenTrader()) {
        trader.connect(server.address(), 0, 0);
        trader.buy("ACME");
      }
    }

    @Test
    void hangsUp(FakeServer server) throws Exception {
      server.play(Stomp.FRAMING, HEART_BEATS.during(connect("0,0", "0,0"), DISCONNECT));

      try (Trader trader = new Trader()) {
        trader.connect(server.address(), 0, 0);
        trader.broker().close();
      }
    }
  }

  /** Takes the place of the handler that sends the heart-beats. */
  private static final class CountingTrader extends Trader {
    private final AtomicInteger heartBeats = new AtomicInteger();

    @Override
    void connect(InetSocketAddress address, int sends, int wants) throws Exception {
      super.connect(address, sends, wants);
      broker().pingHandler(broker -> heartBeats.incrementAndGet());
    }
  }

  private static final class MistakenTrader extends Trader {
    @Override
    Future<?> order(String share) {
      return broker().send("/order", Buffer.buffer("buy " + share));
    }
  }
}
