package io.github.duologue.samples.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The application under test: somebody in a chat room, who says, shows and hears. */
class Chat implements WebSocket.Listener {
  private static final int TIMEOUT = 10; // seconds

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final StringBuilder begun = new StringBuilder();
  private WebSocket room;

  Chat enter(URI address) throws Exception {
    CompletableFuture<WebSocket> opening =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(TIMEOUT))
            .buildAsync(address, this);
    try {
      room = opening.get(TIMEOUT, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof Exception cause ? cause : refused;
    }
    sent(room.sendText("Ada is here", true));
    return this;
  }

  void say(String text) throws Exception {
    say(text, true);
  }

  void say(String text, boolean last) throws Exception {
    sent(room.sendText(text, last));
  }

  /** Shows a picture to all. */
  void show(byte[] picture) throws Exception {
    sent(room.sendBinary(ByteBuffer.wrap(picture), true));
  }

  /** Waits for what somebody says or shows next. */
  String hear() throws InterruptedException {
    String message = heard.poll(TIMEOUT, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException("nobody says anything");
    }
    return message;
  }

  /** Says that it goes; the other side is to say so too. */
  void leave() throws Exception {
    sent(room.sendClose(WebSocket.NORMAL_CLOSURE, "bye"));
  }

  /** Waits for the end, and says how the room was closed. */
  String end() throws Exception {
    return end.get(TIMEOUT, TimeUnit.SECONDS);
  }

  /** Goes at once. */
  void flee() {
    room.abort();
  }

  private static void sent(CompletableFuture<WebSocket> message)
      throws ExecutionException, InterruptedException, TimeoutException {
    message.get(TIMEOUT, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    begun.append(part);
    if (last) {
      heard.add(begun.toString());
      begun.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
    heard.add("(a picture of " + part.remaining() + " bytes)");
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    end.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    end.completeExceptionally(error);
  }
}
