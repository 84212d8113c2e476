package io.github.duologue.samples.prices;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.samples.prices.Feed.beginningOf;
import static io.github.duologue.samples.prices.Feed.resume;
import static io.github.duologue.samples.prices.Feed.subscribe;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What a test says of feeds that lose prices, or make some up, when the line drops. */
class WrongPriceFeedTest {

  @Test
  void theWrongNumberIsShownBesideTheRightOne() {
    assertThat(Failures.of(Cases.class, "resumesOneTooFar"))
        .isEqualTo(
            """
            no price behind 17 came in 3 reconnects
            Suppressed: Connection #2 of 'WrongPriceFeedTest.Cases.resumesOneTooFar' deviated from its script 'resumed' at step 1 of 1.

            expected
              "RESUME 17"    at io.github.duologue.samples.prices.Feed.resume(Feed.java:0), played at io.github.duologue.samples.prices.WrongPriceFeedTest$Cases.resumesOneTooFar(WrongPriceFeedTest.java:0)
            but received
              "RESUME 18"    9 bytes, +0 ms
            first difference at byte 8: '8' (38) instead of '7' (37)

            transcript of #2
              C: RESUME 18                                  +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.

            afterwards: connections #3 and #4 were turned away, since the test had failed by then""");
  }

  @Test
  void aSubscriptionIsNotTakenForAResumption() {
    assertThat(Failures.of(Cases.class, "subscribesAnew"))
        .isEqualTo(
            """
            no price behind 17 came in 3 reconnects
            Suppressed: Connection #2 of 'WrongPriceFeedTest.Cases.subscribesAnew' deviated from its script 'resumed' at step 1 of 1.

            expected
              "RESUME 17"    at io.github.duologue.samples.prices.Feed.resume(Feed.java:0), played at io.github.duologue.samples.prices.WrongPriceFeedTest$Cases.subscribesAnew(WrongPriceFeedTest.java:0)
            but received
              "SUBSCRIBE"    9 bytes, +0 ms
            first difference at byte 0: 'S' (53) instead of 'R' (52)

            transcript of #2
              C: SUBSCRIBE                                  +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.

            afterwards: connections #3 and #4 were turned away, since the test had failed by then""");
  }

  @Test
  void aPriceTakenFromHalfALineShowsWhereTheFeedResumes() {
    assertThat(Failures.of(Cases.class, "takesHalfALine"))
        .isEqualTo(
            """
            no price behind 18 came in 3 reconnects
            Suppressed: Connection #2 of 'WrongPriceFeedTest.Cases.takesHalfALine' deviated from its script 'resumed' at step 1 of 1.

            expected
              "RESUME 17"    at io.github.duologue.samples.prices.Feed.resume(Feed.java:0), played at io.github.duologue.samples.prices.WrongPriceFeedTest$Cases.takesHalfALine(WrongPriceFeedTest.java:0)
            but received
              "RESUME 18"    9 bytes, +0 ms
            first difference at byte 8: '8' (38) instead of '7' (37)

            transcript of #2
              C: RESUME 18                                  +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.

            afterwards: connections #3 and #4 were turned away, since the test had failed by then""");
  }

  @WithFakeServer
  static class Cases {
    private static final Script DROPPED =
        script(
            "dropped in mid-line",
            Framing.lines(),
            subscribe("17 IBM 184.20").then(beginningOf("18 IBM 185.50", 8), disconnect()));
    private static final Script RESUMED =
        script("resumed", Framing.lines(), resume(17, "18 IBM 185.50"));

    @Test
    void resumesOneTooFar(FakeServer server) throws IOException {
      server.play(DROPPED, RESUMED);

      try (PriceFeed feed = new HastyFeed(server.address())) {
        feed.read(2);
      }
    }

    @Test
    void subscribesAnew(FakeServer server) throws IOException {
      server.play(DROPPED, RESUMED);

      try (PriceFeed feed = new ForgetfulFeed(server.address())) {
        feed.read(2);
      }
    }

    @Test
    void takesHalfALine(FakeServer server) throws IOException {
      server.play(DROPPED, RESUMED);

      try (PriceFeed feed = new CredulousFeed(server.address())) {
        feed.read(3);
      }
    }
  }

  /** Names the price that it wants next; the server is to be told of the last that came. */
  private static final class HastyFeed extends PriceFeed {
    HastyFeed(InetSocketAddress server) {
      super(server);
    }

    @Override
    String resumption(long number) {
      return super.resumption(number + 1);
    }
  }

  private static final class ForgetfulFeed extends PriceFeed {
    ForgetfulFeed(InetSocketAddress server) {
      super(server);
    }

    @Override
    String resumption(long number) {
      return "SUBSCRIBE";
    }
  }

  /** Reads lines as most do: with a reader that ends the last of them where the stream ends. */
  private static final class CredulousFeed extends PriceFeed {
    private InputStream stream = InputStream.nullInputStream();
    private BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));

    CredulousFeed(InetSocketAddress server) {
      super(server);
    }

    @Override
    String readLine(InputStream in) throws IOException {
      if (in != stream) {
        stream = in;
        lines = new BufferedReader(new InputStreamReader(in, UTF_8));
      }
      String line = lines.readLine();
      return line == null ? super.readLine(in) : line;
    }
  }
}
