package io.github.duologue.faults;

import io.github.duologue.network.NetworkConditions;
import io.github.duologue.server.FakeConnection;
import io.github.duologue.server.FakeServer;
import io.github.duologue.verdict.Mismatch;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the client once against a server of its own, of which nothing is left afterwards. */
final class Trial<T extends @Nullable Object> {
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final Duration LEAST_DEADLINE = Duration.ofSeconds(5);

  private final Terms<T> terms;
  private @Nullable AssertionError deviation;

  Trial(Terms<T> terms) {
    this.terms = terms;
  }

  /**
   * Runs it.
   *
   * @param name for the thread of the client
   * @param network what the network does to each connection
   * @param within how long the client may take
   * @param complete tells by how the client has ended whether all scripts must have come to their
   *     ends; if not, the client may leave them where it likes
   * @return what came of it
   */
  Trace<T> run(
      String name,
      IntFunction<NetworkConditions> network,
      Duration within,
      Predicate<Ended<T>> complete)
      throws InterruptedException {
    // A client may close a connection late that the server has disconnected: that must be seen.
    Duration deadline = within.plus(CLOSING.multipliedBy(2));
    FakeServer server =
        terms
            .settings()
            .apply(
                FakeServer.builder()
                    .deadline(deadline.compareTo(LEAST_DEADLINE) < 0 ? LEAST_DEADLINE : deadline))
            .build();
    ClientThread<T> client = new ClientThread<>(terms.client(), server, name);
    Trace<T> trace;
    try {
      terms.scripts().accept(server);
      server.network(network);
      server.start();
      client.start();
      trace = look(client, server, within, complete);
    } catch (Throwable problem) {
      end(client, server);
      throw problem;
    }
    return trace.withDeaf(end(client, server));
  }

  /** Returns the name of the client's thread if nothing ends it. */
  private String end(ClientThread<T> client, FakeServer server) {
    client.interrupt();
    server.closeUnverified();
    return client.stop(CLOSING);
  }

  private Trace<T> look(
      ClientThread<T> client, FakeServer server, Duration within, Predicate<Ended<T>> complete)
      throws InterruptedException {
    Ended<T> ended = client.await(within);
    List<Integer> open = List.of();
    List<String> threads = List.of();
    if (!(ended instanceof Ended.Hung)) {
      judge(server::check);
      awaitClosed(server);
      open = open(server);
      boolean whole = complete.test(ended);
      if (open.isEmpty()) {
        judge(whole ? server::verify : server::check);
      }
      if (!whole && server.verdict().mismatches().stream().allMatch(Trial::isGoing)) {
        deviation = null;
      }
      threads = terms.checkingThreads() ? client.leftBehind(CLOSING) : List.of();
    }
    return new Trace<>(
        ended, deviation, server.connections().size(), open, threads, "", server.transcriptText());
  }

  /** Asks each connection by itself: only these waits end when it is closed. */
  private void awaitClosed(FakeServer server) {
    long end = System.nanoTime() + CLOSING.toNanos();
    for (FakeConnection each : server.connections()) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      judge(() -> each.awaitTranscript(transcript -> !each.isOpen(), left));
    }
  }

  private void judge(Runnable judgement) {
    try {
      judgement.run();
    } catch (AssertionError told) {
      deviation = deviation == null ? told : deviation;
    }
  }

  private static boolean isGoing(Mismatch mismatch) {
    return mismatch instanceof Mismatch.ClientGone;
  }

  private static List<Integer> open(FakeServer server) {
    return server.connections().stream()
        .filter(FakeConnection::isOpen)
        .map(FakeConnection::number)
        .toList();
  }
}
