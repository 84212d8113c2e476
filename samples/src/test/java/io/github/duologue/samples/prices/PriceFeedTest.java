package io.github.duologue.samples.prices;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.samples.prices.Feed.beginningOf;
import static io.github.duologue.samples.prices.Feed.resume;
import static io.github.duologue.samples.prices.Feed.subscribe;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithFakeServer
class PriceFeedTest {

  @Test
  void theLastPriceOfEachSymbolIsKept(FakeServer server) throws IOException {
    server.play(Framing.lines(), subscribe("17 IBM 184.20", "18 SAP 251.10", "19 IBM 184.25"));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(3))
          .containsExactly(
              price(17, "IBM", "184.20"), price(18, "SAP", "251.10"), price(19, "IBM", "184.25"));
      assertThat(feed.last())
          .isEqualTo(Map.of("IBM", price(19, "IBM", "184.25"), "SAP", price(18, "SAP", "251.10")));
    }
  }

  @Test
  void halfALineIsNoPriceAndTheFeedResumesBeforeIt(FakeServer server) throws IOException {
    Script dropped =
        script(
            "dropped in mid-line",
            Framing.lines(),
            subscribe("17 IBM 184.20").then(beginningOf("18 IBM 185.50", 8), disconnect()));
    Script resumed =
        script("resumed", Framing.lines(), resume(17, "18 IBM 185.50", "19 SAP 251.10"));
    server.play(dropped, resumed);

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(3))
          .containsExactly(
              price(17, "IBM", "184.20"), price(18, "IBM", "185.50"), price(19, "SAP", "251.10"));
    }
  }

  @Test
  void aCharacterThatTheDropCutInTwoComesWholeInTheEnd(FakeServer server) throws IOException {
    server.play(
        script(
            "dropped in mid-character",
            Framing.lines(),
            subscribe("17 IBM 184.20").then(beginningOf("18 MÜNCHENER 553.40", 5), disconnect())),
        script("resumed", Framing.lines(), resume(17, "18 MÜNCHENER 553.40")));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      feed.read(2);
      assertThat(feed.last()).containsEntry("MÜNCHENER", price(18, "MÜNCHENER", "553.40"));
    }
  }

  @Test
  void aLineThatIsNotUtf8IsNoPrice(FakeServer server) throws IOException {
    Bytes latin = Bytes.text("18 MÜNCHENER 553.40", ISO_8859_1);
    server.play(
        script(
            "Latin-1",
            Framing.lines(),
            subscribe("17 IBM 184.20").reply(latin),
            expectDisconnect()),
        script("UTF-8", Framing.lines(), resume(17, "18 MÜNCHENER 553.40")));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(2))
          .containsExactly(price(17, "IBM", "184.20"), price(18, "MÜNCHENER", "553.40"));
    }
  }

  @Test
  void aFeedThatGotNoPriceYetSubscribesAnew(FakeServer server) throws IOException {
    server.play(
        script("dropped", Framing.lines(), subscribe().then(disconnect())),
        script("served", Framing.lines(), subscribe("17 IBM 184.20")));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(1)).containsExactly(price(17, "IBM", "184.20"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"19 IBM 184.30", "17 IBM 184.20", "18 IBM", "18 IBM 184,25", "-1 IBM 1", ""})
  void whatIsNotTheNextPriceIsNotTakenAndAskedForAgain(String line, FakeServer server)
      throws IOException {
    server.play(
        script("wrong", Framing.lines(), subscribe("17 IBM 184.20", line), expectDisconnect()),
        script("right", Framing.lines(), resume(17, "18 IBM 184.25", "19 IBM 184.30")));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(3))
          .containsExactly(
              price(17, "IBM", "184.20"), price(18, "IBM", "184.25"), price(19, "IBM", "184.30"));
    }
  }

  @Test
  void aSilentServerIsLeft(FakeServer server) throws IOException {
    // However long the machine takes: a client that ran out of time may ask again.
    server.playEvery(
        script(
            "silent after one price",
            Framing.lines(),
            oneOf(subscribe("17 IBM 184.20"), resume(17, "18 IBM 184.25"))));

    try (PriceFeed feed = new PriceFeed(server.address(), Duration.ofMillis(200))) {
      assertThat(feed.read(2))
          .containsExactly(price(17, "IBM", "184.20"), price(18, "IBM", "184.25"));
    }
  }

  @Test
  void aGapThatStaysEndsTheFeed(FakeServer server) throws IOException {
    Script gap = script("gap", Framing.lines(), resume(17, "19 IBM 184.30"), expectDisconnect());
    server.play(
        script(
            "first",
            Framing.lines(),
            subscribe("17 IBM 184.20", "19 IBM 184.30"),
            expectDisconnect()),
        gap,
        gap,
        gap);

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThatThrownBy(() -> feed.read(2))
          .isInstanceOf(IOException.class)
          .hasMessage("no price behind 17 came in 3 reconnects")
          .cause()
          .isInstanceOf(ProtocolException.class)
          .hasMessage("expected price 18, not 19");
      assertThat(feed.last()).containsExactly(Map.entry("IBM", price(17, "IBM", "184.20")));
    }
  }

  @Test
  void aPriceIsReasonEnoughToReconnectAsOftenAgain(FakeServer server) throws IOException {
    server.play(
        script("17", Framing.lines(), subscribe("17 IBM 184.20").then(disconnect())),
        script("none", Framing.lines(), resume(17).then(disconnect())),
        script("none", Framing.lines(), resume(17).then(disconnect())),
        script("18", Framing.lines(), resume(17, "18 IBM 184.25").then(disconnect())),
        script("none", Framing.lines(), resume(18).then(disconnect())),
        script("none", Framing.lines(), resume(18).then(disconnect())),
        script("19", Framing.lines(), resume(18, "19 IBM 184.30")));

    try (PriceFeed feed = new PriceFeed(server.address())) {
      assertThat(feed.read(3)).extracting(Price::number).containsExactly(17L, 18L, 19L);
    }
  }

  @Test
  void aServerThatIsNotThereAnyMoreIsGivenUp() throws IOException {
    try (PriceFeed feed = feedOfAServerThatIsGone()) {
      assertThatThrownBy(() -> feed.read(1))
          .isInstanceOf(IOException.class)
          .hasMessage("no price behind 17 came in 3 reconnects")
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  private static PriceFeed feedOfAServerThatIsGone() throws IOException {
    try (FakeServer server = FakeServer.builder().name("gone").framing(Framing.lines()).start()) {
      server.play(subscribe("17 IBM 184.20"));
      PriceFeed feed = new PriceFeed(server.address());
      feed.read(1);
      server.verify();
      return feed;
    }
  }

  private static Price price(long number, String symbol, String amount) {
    return new Price(number, symbol, new BigDecimal(amount));
  }
}
