package io.github.duologue.samples.http;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The application under test: a book shop, as seen through its HTTP interface. */
class Bookshop {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int TRIES = 3;

  private final HttpClient http;
  private final URI shop;
  private final Duration timeout;

  Bookshop(URI shop) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIMEOUT)
            .build(),
        shop,
        TIMEOUT);
  }

  private Bookshop(HttpClient http, URI shop, Duration timeout) {
    this.http = http;
    this.shop = shop;
    this.timeout = timeout;
  }

  /** The same shop, over the same connections, for those who wait no longer than that. */
  Bookshop within(Duration other) {
    return new Bookshop(http, shop, other);
  }

  /** Looks a book's title up; that changes nothing, so a busy shop is asked again. */
  Optional<String> book(String isbn) throws IOException, InterruptedException {
    HttpRequest request = to("/books/" + isbn).build();
    HttpResponse<String> reply = http.send(request, ofString());
    for (int tries = 1; reply.statusCode() == 503 && tries < TRIES; tries++) {
      reply = http.send(request, ofString());
    }
    return found(reply);
  }

  /** Looks the titles of several books up at the same time. */
  List<Optional<String>> books(List<String> isbns) throws IOException {
    List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
    for (String isbn : isbns) {
      replies.add(http.sendAsync(to("/books/" + isbn).build(), ofString()));
    }
    List<Optional<String>> books = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> reply : replies) {
      books.add(found(reply.join()));
    }
    return books;
  }

  private static Optional<String> found(HttpResponse<String> reply) throws IOException {
    return reply.statusCode() == 404
        ? Optional.empty()
        : Optional.of(withStatus(200, reply).body());
  }

  /** Orders books, once: whether an order without a reply has arrived, nobody knows. */
  String order(String isbn, int copies) throws IOException, InterruptedException {
    String order = "{\"isbn\":\"%s\",\"copies\":%d}".formatted(isbn, copies);
    return created(
        authorized(to("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order)));
  }

  void cancel(String order) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        authorized(to(order + "/cancellation")).POST(BodyPublishers.noBody());
    withStatus(204, http.send(request.build(), ofString()));
  }

  /** Reviews a book; whether the shop wants that text is asked before it is sent. */
  String review(String isbn, String text) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        to("/books/" + isbn + "/reviews").POST(BodyPublishers.ofString(text));
    HttpResponse<String> reply = http.send(request.copy().expectContinue(true).build(), ofString());
    return created(reply.statusCode() == 417 ? http.send(request.build(), ofString()) : reply);
  }

  /** Offers the shop a list of books, however long it will have been at its end. */
  String offer(InputStream list) throws IOException, InterruptedException {
    return created(to("/offers").POST(BodyPublishers.ofInputStream(() -> list)));
  }

  HttpRequest.Builder authorized(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer 7f3a");
  }

  /** Names the application: the client's own name has the version of the JDK in it. */
  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(shop.resolve(path))
        .timeout(timeout)
        .header("User-Agent", "bookshop/1.0")
        .header("Accept", "text/plain");
  }

  private String created(HttpRequest.Builder request) throws IOException, InterruptedException {
    return created(http.send(request.build(), ofString()));
  }

  private static String created(HttpResponse<String> reply) throws IOException {
    return withStatus(201, reply).headers().firstValue("Location").orElseThrow();
  }

  private static HttpResponse<String> withStatus(int status, HttpResponse<String> reply)
      throws IOException {
    if (reply.statusCode() != status) {
      throw new IOException("the shop replied " + reply.statusCode());
    }
    return reply;
  }
}
