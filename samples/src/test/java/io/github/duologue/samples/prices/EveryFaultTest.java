package io.github.duologue.samples.prices;

import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.faults.Outcome.sameResult;
import static io.github.duologue.samples.prices.Feed.resume;
import static io.github.duologue.samples.prices.Feed.subscribe;

import io.github.duologue.codec.Framing;
import io.github.duologue.faults.EveryFault;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Whatever the network does to the feed, each price is read, once and in sequence. */
class EveryFaultTest {

  private static final String[] PRICES = {
    "17 IBM 184.20", "18 SAP 251.10", "19 IBM 184.25", "20 MÜNCHENER 553.40", "21 SAP 251.30",
    "22 IBM 184.30", "23 IBM 184.35", "24 SAP 251.05", "25 MÜNCHENER 554.00", "26 SAP 250.90",
    "27 IBM 184.15", "28 IBM 184.20", "29 MÜNCHENER 553.80", "30 SAP 250.95", "31 IBM 184.10"
  };

  /** Serves a feed from wherever it is. */
  private static final Script SERVED = script("served", Framing.lines(), oneOf(fromAnywhere()));

  @TestFactory
  Stream<DynamicNode> noPriceIsLostUnderAnyFault() {
    return EveryFault.in(SERVED)
        .client(EveryFaultTest::readAll)
        .harmful(sameResult())
        .atOnce(16)
        .tests();
  }

  private static List<Price> readAll(FakeServer server) throws IOException {
    try (PriceFeed feed = new PriceFeed(server.address(), Duration.ofSeconds(1))) {
      return feed.read(PRICES.length);
    }
  }

  private static List<Exchange> fromAnywhere() {
    List<Exchange> places = new ArrayList<>();
    places.add(subscribe(PRICES));
    for (int read = 1; read < PRICES.length; read++) {
      String[] rest = Arrays.copyOfRange(PRICES, read, PRICES.length);
      places.add(resume(17 + read - 1, rest));
    }
    return places;
  }
}
