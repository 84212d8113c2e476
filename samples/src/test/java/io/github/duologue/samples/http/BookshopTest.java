package io.github.duologue.samples.http;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.pause;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;
import static io.github.duologue.samples.http.Http.CONTINUE;
import static io.github.duologue.samples.http.Http.NO_CONTENT;
import static io.github.duologue.samples.http.Http.announcedPost;
import static io.github.duologue.samples.http.Http.chunked;
import static io.github.duologue.samples.http.Http.get;
import static io.github.duologue.samples.http.Http.header;
import static io.github.duologue.samples.http.Http.ok;
import static io.github.duologue.samples.http.Http.post;
import static io.github.duologue.samples.http.Http.postInChunks;
import static io.github.duologue.samples.http.Http.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.match.Matcher;
import io.github.duologue.script.Step;
import io.github.duologue.server.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithFakeServer
class BookshopTest {

  static final Matcher AUTHORIZED = header("Authorization", "Bearer 7f3a");

  static final String ORDER = "{\"isbn\":\"1851\",\"copies\":2}";
  static final String REVIEW = "There is a whale in it, and a Quäker.";

  @Test
  void booksAreLookedUpOverOneConnection(FakeServer server) throws Exception {
    server.play(
        get("/books/1851", header("Accept", "text/plain")).reply(ok("Moby-Dick")),
        get("/books/1852").reply(status(404, "Not Found")),
        get("/books/1853").reply(ok("Bartleby")));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThat(shop.book("1852")).isEmpty();
    assertThat(shop.book("1853")).contains("Bartleby");
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void anOrderTellsWhoSendsIt(FakeServer server) throws Exception {
    server.play(
        post("/orders", ORDER, AUTHORIZED, header("Content-Type", "application/json"))
            .reply(status(201, "Created", "Location: /orders/7")));

    assertThat(new Bookshop(server.uri("http")).order("1851", 2)).isEqualTo("/orders/7");
  }

  @Test
  void aCancellationHasNoBody(FakeServer server) throws Exception {
    server.play(post("/orders/7/cancellation", AUTHORIZED).reply(NO_CONTENT));

    new Bookshop(server.uri("http")).cancel("/orders/7");
  }

  @Test
  void aReplyInChunksIsTheSameWhereverItIsCut(FakeServer server) throws Exception {
    Bytes reply = chunked("Moby-Dick; ", "or, ", "The Whale");
    List<Step> steps = new ArrayList<>();
    for (int cut = 1; cut < reply.size(); cut++) {
      steps.add(
          get("/books/1851")
              .reply(reply.slice(0, cut))
              .then(pause(Duration.ofMillis(1)), send(reply.slice(cut, reply.size()))));
    }
    server.play(sequence(steps));

    Bookshop shop = new Bookshop(server.uri("http"));
    for (int cut = 1; cut < reply.size(); cut++) {
      assertThat(shop.book("1851")).contains("Moby-Dick; or, The Whale");
    }
  }

  @Test
  void aListOfUnknownLengthIsSentInChunks(FakeServer server) throws Exception {
    String list = "Typee\nOmoo\nMardi\n".repeat(2000);
    server.play(
        postInChunks("/offers", list).reply(status(201, "Created", "Location: /offers/7")),
        get("/books/1851").reply(ok("Moby-Dick")));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.offer(new ByteArrayInputStream(list.getBytes(UTF_8)))).isEqualTo("/offers/7");
    assertThat(shop.book("1851")).contains("Moby-Dick");
  }

  @Test
  void aReviewIsSentWhenTheShopSaysThatItMayContinue(FakeServer server) throws Exception {
    server.play(
        announcedPost("/books/1851/reviews", REVIEW).reply(CONTINUE),
        expect(REVIEW).reply(status(201, "Created", "Location: /reviews/7")));

    assertThat(new Bookshop(server.uri("http")).review("1851", REVIEW)).isEqualTo("/reviews/7");
  }

  @ParameterizedTest
  @CsvSource({"401, Unauthorized", "413, Content Too Large"})
  void aReviewThatIsNotWantedIsNotSent(int status, String reason, FakeServer server) {
    server.play(announcedPost("/books/1851/reviews", REVIEW).reply(status(status, reason)));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).review("1851", REVIEW))
        .isInstanceOf(IOException.class)
        .hasMessage("the shop replied " + status);
  }

  /** As RFC 9110, section 10.1.1, wants it of clients. */
  @Test
  void aShopThatKnowsNoAnnouncementsGetsTheReviewWithoutOne(FakeServer server) throws Exception {
    server.play(
        script(
            announcedPost("/books/1851/reviews", REVIEW)
                .reply(status(417, "Expectation Failed", "Connection: close"))
                .then(disconnect())),
        script(
            post("/books/1851/reviews", REVIEW)
                .reply(status(201, "Created", "Location: /reviews/7"))));

    assertThat(new Bookshop(server.uri("http")).review("1851", REVIEW)).isEqualTo("/reviews/7");
  }

  @Test
  void aBusyShopIsAskedAgain(FakeServer server) throws Exception {
    server.play(
        get("/books/1851").reply(status(503, "Service Unavailable")),
        get("/books/1851").reply(status(503, "Service Unavailable")),
        get("/books/1851").reply(ok("Moby-Dick")));

    assertThat(new Bookshop(server.uri("http")).book("1851")).contains("Moby-Dick");
  }

  @Test
  void aBusyShopIsNotSentAnOrderAgain(FakeServer server) {
    server.play(post("/orders", ORDER).reply(status(503, "Service Unavailable")));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).order("1851", 2))
        .isInstanceOf(IOException.class)
        .hasMessage("the shop replied 503");
  }

  @Test
  void aBookThatMovedIsFollowed(FakeServer server) throws Exception {
    server.play(
        get("/books/1851").reply(status(301, "Moved Permanently", "Location: /books/moby-dick")),
        get("/books/moby-dick").reply(ok("Moby-Dick")));

    assertThat(new Bookshop(server.uri("http")).book("1851")).contains("Moby-Dick");
  }
}
