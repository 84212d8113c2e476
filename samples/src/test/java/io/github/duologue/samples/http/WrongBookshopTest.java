package io.github.duologue.samples.http;

import static io.github.duologue.samples.http.BookshopTest.AUTHORIZED;
import static io.github.duologue.samples.http.BookshopTest.ORDER;
import static io.github.duologue.samples.http.Http.NO_CONTENT;
import static io.github.duologue.samples.http.Http.post;
import static io.github.duologue.samples.http.Http.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a test says of an application that asks its server for the wrong things.
 *
 * <p>Where a whole request is shown it is one without a body: how much of a body had come as well
 * is chance.
 */
class WrongBookshopTest {

  @Test
  void aPathThatLostItsFrontIsSeenOnTheWire() {
    assertThat(Failures.of(Cases.class, "losesTheVersion"))
        .isEqualTo(
            """
            HTTP/1.1 header parser received no bytes
            Suppressed: Connection #1 of 'WrongBookshopTest.Cases.losesTheVersion' deviated from its script at step 1 of 1.

            expected
              POST /v1/orders/7/cancellation, Content-Length: 0    at io.github.duologue.samples.http.Http.head(Http.java:0), played at io.github.duologue.samples.http.WrongBookshopTest$Cases.losesTheVersion(WrongBookshopTest.java:0)
                does not match: startingWith("POST /v1/orders/7/cancellation HTTP/1.1\\r\\n"): 'o' (6f) at byte 6
            but received
              "POST /orders/7/cancellation HTTP/1.1\\r\\nContent-Length: 0\\r\\nHos … in\\r\\nAuthorization: Bearer 7f3a\\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n" (156 bytes)
                  +0 ms

            transcript of #1
              C: POST /orders/7/cancellation HT … \\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n (156 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aMissingHeaderIsMissed() {
    assertThat(Failures.of(Cases.class, "forgetsWhoItIs"))
        .isEqualTo(
            """
            HTTP/1.1 header parser received no bytes
            Suppressed: Connection #1 of 'WrongBookshopTest.Cases.forgetsWhoItIs' deviated from its script at step 1 of 1.

            expected
              POST /orders/7/cancellation, Authorization: Bearer 7f3a, Content-Length: 0
                  at io.github.duologue.samples.http.Http.head(Http.java:0), played at io.github.duologue.samples.http.WrongBookshopTest$Cases.forgetsWhoItIs(WrongBookshopTest.java:0)
                does not match: Authorization: Bearer 7f3a
            but received
              "POST /orders/7/cancellation HTTP/1.1\\r\\nContent-Length: 0\\r\\nHost: 127.0.0.1:0\\r\\nAccept: text/plain\\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n"
                  128 bytes, +0 ms

            transcript of #1
              C: POST /orders/7/cancellation HT … \\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n (128 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aWrongBodyIsShownBesideTheRightOne() {
    assertThat(Failures.of(Cases.class, "ordersTheWrongBook"))
        .isEqualTo(
            """
            HTTP/1.1 header parser received no bytes
            Suppressed: Connection #1 of 'WrongBookshopTest.Cases.ordersTheWrongBook' deviated from its script at step 2 of 3.

            expected
              "{\\"isbn\\":\\"1851\\",\\"copies\\":2}"    at io.github.duologue.samples.http.Http.post(Http.java:0), played at io.github.duologue.samples.http.WrongBookshopTest$Cases.ordersTheWrongBook(WrongBookshopTest.java:0)
            but received
              "{\\"isbn\\":\\"1815\\",\\"copies\\":2}"    26 bytes, +0 ms
            first difference at byte 11: '1' (31) instead of '5' (35)

            transcript of #1
              C: POST /orders HTTP/1.1\\r\\nContent … json\\r\\nUser-Agent: bookshop/1.0 (170 bytes)    +0 ms
              C: {"isbn":"1815","copies":2}                                                         +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aRequestThatIsSentTwiceIsOneTooMany() {
    assertThat(Failures.of(Cases.class, "repeatsWhatMustNotBe"))
        .isEqualTo(
            """
            HTTP/1.1 header parser received no bytes
            Suppressed: Connection #1 of 'WrongBookshopTest.Cases.repeatsWhatMustNotBe' deviated from its script after its only step.

            expected
              end of stream, or nothing more    played at io.github.duologue.samples.http.WrongBookshopTest$Cases.repeatsWhatMustNotBe(WrongBookshopTest.java:0)
            but received
              "POST /orders/7/cancellation HTTP/1.1\\r\\nContent-Length: 0\\r\\nHos … in\\r\\nAuthorization: Bearer 7f3a\\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n" (156 bytes)
                  +0 ms

            transcript of #1
              C: POST /orders/7/cancellation HT … 7f3a\\r\\nUser-Agent: bookshop/1.0 (152 bytes)        +0 ms
              S: HTTP/1.1 503 Service Unavailable\\r\\nContent-Length: 0\\r\\n\\r\\n                        +0 ms
              C: POST /orders/7/cancellation HT … \\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n (156 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aConnectionForEachRequestIsOneTooMany() {
    assertThat(Failures.of(Cases.class, "connectsEachTime"))
        .isEqualTo(
            """
            HTTP/1.1 header parser received no bytes
            Suppressed: Connection #2 of 'WrongBookshopTest.Cases.connectsEachTime' sent bytes, but there was no script for it, and none came within 5 s.

            received
              "POST /orders/8/cancellation HTTP/1.1\\r\\nContent-Length: 0\\r\\nHos … in\\r\\nAuthorization: Bearer 7f3a\\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n" (156 bytes)

            hint: each script given to `play` is for one connection, and this was connection #2, while connection #1 is still open and plays the script given at io.github.duologue.samples.http.WrongBookshopTest$Cases.connectsEachTime(WrongBookshopTest.java:0)

            transcript of #2
              C: POST /orders/8/cancellation HT … \\r\\nUser-Agent: bookshop/1.0\\r\\n\\r\\n (156 bytes)    +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @WithFakeServer
  static class Cases {

    /** A client that is collected as garbage closes its connection; these are not. */
    private final List<Bookshop> shops = new ArrayList<>();

    @Test
    void losesTheVersion(FakeServer server) throws Exception {
      server.play(post("/v1/orders/7/cancellation").reply(NO_CONTENT));

      // An absolute path replaces all of the path that it is resolved against.
      new Bookshop(server.uri("http").resolve("/v1/")).cancel("/orders/7");
    }

    @Test
    void forgetsWhoItIs(FakeServer server) throws Exception {
      server.play(post("/orders/7/cancellation", AUTHORIZED).reply(NO_CONTENT));

      new AnonymousBookshop(server.uri("http")).cancel("/orders/7");
    }

    @Test
    void ordersTheWrongBook(FakeServer server) throws Exception {
      server.play(post("/orders", ORDER).reply(status(201, "Created", "Location: /orders/7")));

      new Bookshop(server.uri("http")).order("1815", 2);
    }

    @Test
    void repeatsWhatMustNotBe(FakeServer server) throws Exception {
      server.play(post("/orders/7/cancellation").reply(status(503, "Service Unavailable")));

      new StubbornBookshop(server.uri("http")).cancel("/orders/7");
    }

    @Test
    void connectsEachTime(FakeServer server) throws Exception {
      server.play(
          post("/orders/7/cancellation").reply(NO_CONTENT),
          post("/orders/8/cancellation").reply(NO_CONTENT));

      for (String order : List.of("/orders/7", "/orders/8")) {
        Bookshop shop = new Bookshop(server.uri("http"));
        shops.add(shop);
        shop.cancel(order);
      }
    }
  }

  private static final class AnonymousBookshop extends Bookshop {
    AnonymousBookshop(URI shop) {
      super(shop);
    }

    @Override
    HttpRequest.Builder authorized(HttpRequest.Builder request) {
      return request;
    }
  }

  private static final class StubbornBookshop extends Bookshop {
    StubbornBookshop(URI shop) {
      super(shop);
    }

    @Override
    void cancel(String order) throws IOException, InterruptedException {
      try {
        super.cancel(order);
      } catch (IOException busy) {
        super.cancel(order);
      }
    }
  }
}
