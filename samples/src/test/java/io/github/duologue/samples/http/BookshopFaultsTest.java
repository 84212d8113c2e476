package io.github.duologue.samples.http;

import static io.github.duologue.assertj.DuologueAssertions.assertThat;
import static io.github.duologue.assertj.DuologueAssertions.assertThatThrownBy;
import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.garbage;
import static io.github.duologue.dsl.Steps.network;
import static io.github.duologue.dsl.Steps.pause;
import static io.github.duologue.dsl.Steps.resetConnection;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.stall;
import static io.github.duologue.dsl.Steps.stopReading;
import static io.github.duologue.dsl.Steps.trickled;
import static io.github.duologue.dsl.Steps.truncated;
import static io.github.duologue.match.Matchers.delimitedBy;
import static io.github.duologue.match.Matchers.startingWith;
import static io.github.duologue.network.Condition.slices;
import static io.github.duologue.network.NetworkConditions.toClient;
import static io.github.duologue.samples.http.Http.chunked;
import static io.github.duologue.samples.http.Http.get;
import static io.github.duologue.samples.http.Http.ok;
import static io.github.duologue.samples.http.Http.status;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.script.Action;
import io.github.duologue.script.Expectation;
import io.github.duologue.server.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the application, and the JDK's HTTP client in it, make of replies that come broken. */
@WithFakeServer
class BookshopFaultsTest {

  private static final Duration HASTY = Duration.ofMillis(500);

  private static final Bytes FOUND = ok("Moby-Dick");
  private static final Bytes FOUND_IN_CHUNKS = chunked("Moby", "-Dick");
  private static final Bytes TOO_LARGE = status(413, "Content Too Large", "Connection: close");

  private static final int HALF_A_HEADER = "HTTP/1.1 200 OK\r\nContent-".length();
  private static final Action ALL_BUT_3_BYTES = truncated(FOUND.size() - 3, send(FOUND));

  @Test
  void aBodyThatEndsEarlyIsNoBook(FakeServer server) {
    server.play(get("/books/1851").then(ALL_BUT_3_BYTES, disconnect()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class)
        .hasMessage("fixed content-length: 9, bytes received: 6");
  }

  /** The reset may overtake the whole reply; then the client asks once more by itself. */
  @Test
  void aBodyThatIsCutByAResetIsNoBook(FakeServer server) {
    server.playEvery(script(get("/books/1851").then(ALL_BUT_3_BYTES, resetConnection())));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aChunkThatIsCutIsNoBook(FakeServer server) {
    int amidTheSecondChunk = FOUND_IN_CHUNKS.size() - 9;
    server.play(
        get("/books/1851")
            .then(truncated(amidTheSecondChunk, send(FOUND_IN_CHUNKS)), disconnect()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class)
        .hasMessage("chunked transfer encoding, state: READING_DATA");
  }

  @Test
  void aHeaderThatIsCutIsNoReplyAndNotAskedForAgain(FakeServer server) {
    server.play(get("/books/1851").then(truncated(HALF_A_HEADER, send(FOUND)), disconnect()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("receiving [Content-]");
    assertThat(server).hasConnections(1);
  }

  @Test
  void aShopThatResetsEverybodyIsTriedTwice(FakeServer server) {
    server.playEvery(script(resetConnection()));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(IOException.class);
    assertThat(server).hasConnections(2);
  }

  @Test
  void whatDoesNotBeginWithAStatusLineIsNoReply(FakeServer server) {
    server.play(get("/books/1851").then(garbage(100, 7)));

    assertThatThrownBy(() -> new Bookshop(server.uri("http")).book("1851"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("status line");
  }

  @Test
  void headersThatStallAreWaitedForAsLongAsTheRequestMayTake(FakeServer server) throws Exception {
    server.play(
        get("/books/1850").reply(ok("White-Jacket")),
        get("/books/1851").then(truncated(HALF_A_HEADER, send(FOUND)), stall()));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1850")).contains("White-Jacket");
    assertThatThrownBy(() -> shop.within(HASTY).book("1851"))
        .isInstanceOf(HttpTimeoutException.class);
  }

  /** The time-out of a request ends where the headers have come, up to JDK 25. */
  @Test
  void aBodyThatStallsIsWaitedForWellBeyondTheTimeout(FakeServer server) throws Exception {
    Bytes rest = FOUND.slice(FOUND.size() - 3, FOUND.size());
    server.play(
        get("/books/1850").reply(ok("White-Jacket")),
        get("/books/1851").then(ALL_BUT_3_BYTES, pause(HASTY.multipliedBy(2)), send(rest)));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1850")).contains("White-Jacket");
    assertThat(shop.within(HASTY).book("1851")).contains("Moby-Dick");
  }

  @Test
  void aBodyThatStallsForGoodIsLeftByWhoeverCancels(FakeServer server) {
    server.play(get("/books/1851").then(ALL_BUT_3_BYTES, stall()));

    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(server.uri("http").resolve("/books/1851")).build();
    CompletableFuture<HttpResponse<String>> reply =
        client.sendAsync(request, BodyHandlers.ofString());
    assertThat(server).connection(1).hasSentBytes(FOUND.slice(0, FOUND.size() - 3));
    assertThat(reply).isNotDone();

    reply.cancel(true);
    assertThat(server).connection(1).wasEndedByClient();
  }

  @Test
  void aReplyThatTricklesIsABook(FakeServer server) throws Exception {
    server.play(get("/books/1851").then(trickled(3, Duration.ofMillis(2), send(FOUND))));

    assertThat(new Bookshop(server.uri("http")).book("1851")).contains("Moby-Dick");
  }

  @Test
  void repliesThatComeByteForByteAreBooks(FakeServer server) throws Exception {
    server.play(
        network(
            toClient(slices(1)),
            get("/books/1851").reply(FOUND),
            get("/books/1851").reply(FOUND_IN_CHUNKS)));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1851")).contains("Moby-Dick");
    assertThat(shop.book("1851")).contains("Moby-Dick");
  }

  /** What is sent behind the reply is read and not judged: a reset would overtake the reply. */
  @Test
  void anAnswerAmidTheRequestIsTakenWhenTheRequestIsOut(FakeServer server) {
    server.play(headOfOffer().reply(TOO_LARGE).then(disconnect()));

    InputStream list = new ByteArrayInputStream(new byte[2_000_000]);
    assertThatThrownBy(() -> new Bookshop(server.uri("http")).offer(list))
        .isInstanceOf(IOException.class)
        .hasMessage("the shop replied 413");
  }

  /** The client looks for an answer when it has sent everything, and here it never has. */
  @Test
  void anAnswerIsNotSeenWhileTheRequestIsStuck(FakeServer server) throws Exception {
    server.play(
        get("/books/1850").reply(ok("White-Jacket")),
        headOfOffer().then(stopReading(), send(TOO_LARGE)));

    Bookshop shop = new Bookshop(server.uri("http"));
    assertThat(shop.book("1850")).contains("White-Jacket");
    assertThatThrownBy(() -> shop.within(HASTY).offer(endless()))
        .isInstanceOf(HttpTimeoutException.class);
  }

  private static Expectation headOfOffer() {
    return expect(delimitedBy("\r\n\r\n").and(startingWith("POST /offers HTTP/1.1\r\n")));
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return '.';
      }
    };
  }
}
