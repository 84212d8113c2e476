package io.github.duologue.samples.stomp;

import static io.github.duologue.dsl.Steps.awaitSignal;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.every;
import static io.github.duologue.dsl.Steps.exactly;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.expectSilence;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.samples.stomp.Stomp.DISCONNECT;
import static io.github.duologue.samples.stomp.Stomp.HEART_BEATS;
import static io.github.duologue.samples.stomp.Stomp.aHeartBeat;
import static io.github.duologue.samples.stomp.Stomp.connect;
import static io.github.duologue.samples.stomp.Stomp.error;
import static io.github.duologue.samples.stomp.Stomp.message;
import static io.github.duologue.samples.stomp.Stomp.sendUnconfirmed;
import static io.github.duologue.samples.stomp.Stomp.subscribe;
import static io.github.duologue.samples.stomp.StompFormat.HEART_BEAT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.Test;

@WithFakeServer
class TraderTest {

  @Test
  void anOrderIsConfirmed(FakeServer server) throws Exception {
    server.play(
        Stomp.FRAMING,
        HEART_BEATS.during(connect("0,0", "0,0"), Stomp.send("/orders", "buy ACME"), DISCONNECT));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 0, 0);
      trader.buy("ACME");
      trader.leave();
    }
  }

  @Test
  void pricesComeAsTheyChange(FakeServer server) throws Exception {
    server.play(
        Stomp.FRAMING,
        HEART_BEATS.during(
            connect("0,0", "0,0"),
            subscribe("/prices/ACME").reply(message("/prices/ACME", 1, "99")),
            awaitSignal("changed").reply(message("/prices/ACME", 2, "98 \u0000 97")),
            DISCONNECT));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 0, 0);
      trader.watch("ACME");
      assertThat(trader.price()).isEqualTo("99");
      server.raise("changed");
      assertThat(trader.price()).isEqualTo("98 \u0000 97");
      trader.leave();
    }
  }

  @Test
  void heartBeatsGoBothWaysWhateverElseIsSaid(FakeServer server) throws Exception {
    server.play(
        Stomp.FRAMING,
        HEART_BEATS.during(
            connect("50,1000", "50,50"),
            every(ofMillis(50), send(HEART_BEAT))
                .during(
                    subscribe("/prices/ACME"),
                    exactly(5, expect(aHeartBeat()).within(ofSeconds(10)))
                        .reply(message("/prices/ACME", 1, "99")),
                    Stomp.send("/orders", "buy ACME"),
                    DISCONNECT)));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 50, 1000);
      trader.watch("ACME");
      assertThat(trader.price()).isEqualTo("99");
      trader.buy("ACME");
      trader.leave();
    }
  }

  @Test
  void aBrokerWhoseHeartHasStoppedIsLeft(FakeServer server) throws Exception {
    server.play(
        Stomp.FRAMING,
        HEART_BEATS.during(
            connect("0,1000", "100,0"),
            every(ofMillis(100), send(HEART_BEAT)).times(5).during(subscribe("/prices/ACME")),
            expectDisconnect()));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 0, 1000);
      trader.watch("ACME");
      assertThat(trader.trouble()).isEqualTo("the broker is gone");
    }
  }

  @Test
  void aBrokerWhoWantsNoHeartBeatsGetsNone(FakeServer server) throws Exception {
    server.play(Stomp.FRAMING, connect("50,0", "0,0"), expectSilence(ofMillis(300)));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 50, 0);
      server.verify();
    }
  }

  @Test
  void anErrorIsTheEnd(FakeServer server) throws Exception {
    server.play(
        Stomp.FRAMING,
        HEART_BEATS.during(
            connect("0,0", "0,0"),
            sendUnconfirmed("/orders", "buy EMCA").reply(error("no such share")),
            disconnect()));

    try (Trader trader = new Trader()) {
      trader.connect(server.address(), 0, 0);
      trader.order("EMCA");
      assertThat(trader.trouble()).isEqualTo("no such share");
    }
  }
}
