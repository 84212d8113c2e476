package io.github.duologue.samples.http;

import static io.github.duologue.dsl.Steps.atLeast;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.oneOf;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.samples.http.BookshopTest.ORDER;
import static io.github.duologue.samples.http.Http.chunked;
import static io.github.duologue.samples.http.Http.get;
import static io.github.duologue.samples.http.Http.ok;
import static io.github.duologue.samples.http.Http.post;
import static io.github.duologue.samples.http.Http.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of requests when connections end, or do not. */
@WithFakeServer
class BookshopConnectionsTest {

  @Test
  void aConnectionThatTheShopClosesIsReplaced(FakeServer server) throws Exception {
    server.play(
        script(get("/books/1851").reply(ok("Moby-Dick", "Connection: close")).then(disconnect())),
        script(post("/orders", ORDER).reply(status(201, "Created", "Location: /orders/7"))));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThat(shop.order("1851", 2)).isEqualTo("/orders/7");
  }

  /** The client may see it before it sends the next request, or only when no reply comes. */
  @Test
  void aConnectionThatIsClosedBetweenRequestsCostsNoBook(FakeServer server) throws Exception {
    server.play(
        script(get("/books/1851").reply(ok("Moby-Dick")).then(disconnect())),
        script(get("/books/1852").reply(ok("Pierre"))));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThat(shop.book("1852")).contains("Pierre");
  }

  /** The client does so by itself, as GET is idempotent, RFC 9110, section 9.2.2. */
  @Test
  void aBookIsAskedForAgainWhenItsRequestIsLost(FakeServer server) throws Exception {
    server.play(
        script(get("/books/1851").reply(ok("Moby-Dick")), get("/books/1852").then(disconnect())),
        script(get("/books/1852").reply(ok("Pierre"))));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThat(shop.book("1852")).contains("Pierre");
  }

  /** POST is not idempotent: the client leaves it to the application, which does not dare. */
  @Test
  void anOrderIsNotSentAgainWhenItIsLost(FakeServer server) throws Exception {
    server.play(
        get("/books/1851").reply(ok("Moby-Dick")), post("/orders", ORDER).then(disconnect()));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThatThrownBy(() -> shop.order("1851", 2)).isInstanceOf(IOException.class);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void aReplyThatIsShorterThanItSaysIsNoBook(FakeServer server) {
    Bytes reply = ok("Moby-Dick");
    server.play(get("/books/1851").reply(reply.slice(0, reply.size() - 5)).then(disconnect()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void chunksWithoutTheLastAreNoBook(FakeServer server) {
    Bytes reply = chunked("Moby", "-Dick");
    int lastChunk = reply.size() - ChunkedFormat.LAST_CHUNK.size();
    server.play(get("/books/1851").reply(reply.slice(0, lastChunk)).then(disconnect()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoeverWaitsForAReplyInVainHangsUp(FakeServer server) throws Exception {
    server.play(get("/books/1851").reply(ok("Moby-Dick")), get("/books/1852"), expectDisconnect());

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThatThrownBy(() -> shop.within(Duration.ofMillis(500)).book("1852"))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void booksThatAreLookedUpAtOnceMayShareConnectionsOrNot(FakeServer server) throws Exception {
    server.playEvery(
        script(
            atLeast(
                0,
                oneOf(
                    get("/books/1851").reply(ok("Moby-Dick")),
                    get("/books/1852").reply(ok("Pierre")),
                    get("/books/1853").reply(ok("Bartleby"))))));

    assertThat(new Bookshop(server.uri("http")).books(List.of("1853", "1851", "1852")).toString())
        .isEqualTo("[Optional[Bartleby], Optional[Moby-Dick], Optional[Pierre]]");
  }
}
