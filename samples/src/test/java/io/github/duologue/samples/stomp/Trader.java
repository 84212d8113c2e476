package io.github.duologue.samples.stomp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.stomp.StompClient;
import io.vertx.ext.stomp.StompClientConnection;
import io.vertx.ext.stomp.StompClientOptions;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application under test: somebody who watches prices and buys, through a broker. */
class Trader implements AutoCloseable {
  private static final int TIMEOUT = 20; // seconds

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final BlockingQueue<String> prices = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> trouble = new CompletableFuture<>();
  private StompClientConnection broker;

  /**
   * Connects.
   *
   * @param sends how often to send heart-beats, in milliseconds, 0 for never
   * @param wants how often to get some
   */
  void connect(InetSocketAddress address, int sends, int wants) throws Exception {
    StompClientOptions options =
        new StompClientOptions()
            .setHost(address.getHostString())
            .setPort(address.getPort())
            .setAcceptedVersions(List.of("1.2"))
            .setHeartbeat(new JsonObject().put("x", sends).put("y", wants));
    StompClient client =
        StompClient.create(vertx, options)
            .errorFrameHandler(error -> trouble.complete(error.getHeader("message")));
    broker = done(client.connect());
    broker.connectionDroppedHandler(dropped -> trouble.complete("the broker is gone"));
  }

  void watch(String share) throws Exception {
    done(broker.subscribe("/prices/" + share, frame -> prices.add(frame.getBodyAsString())));
  }

  /** Waits for the next price of what is watched. */
  String price() throws InterruptedException {
    String price = prices.poll(TIMEOUT, TimeUnit.SECONDS);
    if (price == null) {
      throw new IllegalStateException("no price has come");
    }
    return price;
  }

  /** Buys, and waits until the broker knows. */
  void buy(String share) throws Exception {
    done(order(share));
  }

  Future<?> order(String share) {
    return broker.send("/orders", Buffer.buffer("buy " + share));
  }

  void leave() throws Exception {
    done(broker.disconnect());
  }

  /** Waits for trouble, and says what it is. */
  String trouble() throws Exception {
    return trouble.get(TIMEOUT, TimeUnit.SECONDS);
  }

  StompClientConnection broker() {
    return broker;
  }

  private static <T> T done(Future<T> something) throws Exception {
    return something.toCompletionStage().toCompletableFuture().get(TIMEOUT, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
