package io.github.duologue.faults;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/**
 * A client in a scripted conversation, and what may become of it when the network is at fault.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <T> what the client returns
 * @since 0.1.0
 */
public final class Scenario<T extends @Nullable Object> {
  static final String PROPERTY = "duologue.fault";

  private static final int LEAST_CASES = 20;
  private static final int MOST_AT_ONCE = 256;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Consumer<? super FakeServer> scripts;
  private final UnaryOperator<FakeServerBuilder> settings;
  private final Client<? extends T> client;
  private Outcome<? super T> harmful = Outcome.sameResult();
  private Duration within = Duration.ofSeconds(5);
  private int atMost = 1_000;
  private long seed = 1;
  private boolean betweenReplies;
  private boolean checkingThreads;
  private int atOnce = 1;

  Scenario(
      Consumer<? super FakeServer> scripts,
      UnaryOperator<FakeServerBuilder> settings,
      Client<? extends T> client) {
    this.scripts = scripts;
    this.settings = settings;
    this.client = client;
  }

  /**
   * Says how the client may end where a fault is harmful.
   *
   * @param allowed what is allowed; {@link Outcome#sameResult} alone if nothing is said
   * @return this scenario
   */
  public Scenario<T> harmful(Outcome<? super T> allowed) {
    harmful = Objects.requireNonNull(allowed, "allowed");
    return this;
  }

  /**
   * Bounds how long the client may take in each case; ten times as long undisturbed, since the JVM
   * is cold then. A client that takes longer hangs: its thread is interrupted and its connections
   * are closed. Off under a debugger.
   *
   * @param limit 1 ms to 1 hour; 5 seconds if none is given
   * @return this scenario
   * @throws IllegalArgumentException if it is out of range
   */
  public Scenario<T> within(Duration limit) {
    if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("within " + limit + " is out of range 1 ms..1 h");
    }
    within = limit;
    return this;
  }

  /**
   * Bounds how many cases run. If there are more, all harmless ones run, and of the harmful ones
   * some that are spread evenly over all; the same ones each time. The names of the containers tell
   * how many of how many.
   *
   * @param cases how many, 20 or more; 1,000 if nothing is said
   * @return this scenario
   * @throws IllegalArgumentException if it is below 20
   */
  public Scenario<T> atMost(int cases) {
    if (cases < LEAST_CASES) {
      throw new IllegalArgumentException(
          "atMost " + cases + " is out of range " + LEAST_CASES + ".." + Integer.MAX_VALUE);
    }
    atMost = cases;
    return this;
  }

  /**
   * Seeds what is drawn at random, sizes of slices and times.
   *
   * @param newSeed the seed; 1 if none is given
   * @return this scenario
   */
  public Scenario<T> seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /**
   * Puts faults only before the first byte and at the end of each reply, not at every byte. A reply
   * is what the server writes in one go.
   *
   * @return this scenario
   */
  public Scenario<T> betweenReplies() {
    betweenReplies = true;
    return this;
  }

  /**
   * Requires that the threads end, too, that the client has started: a second after it has returned
   * none may be alive. Threads count that it has made itself, or has let be made by {@link
   * java.util.concurrent.Executors}; virtual threads and those of the common pool do not.
   *
   * @return this scenario
   */
  public Scenario<T> checkingThreads() {
    checkingThreads = true;
    return this;
  }

  /**
   * Runs several harmful cases at a time, ahead of their tests: clients spend most of the time
   * waiting for their own time-outs. The client must be able to run several times at once, with
   * time-outs that leave room for the others: a case whose client gives up before its fault could
   * come is aborted. Harmless cases run one after another, so that no time-out strikes because of
   * the others.
   *
   * @param cases how many, 1 to 256; 1 if nothing is said
   * @return this scenario
   * @throws IllegalArgumentException if it is out of range
   */
  public Scenario<T> atOnce(int cases) {
    if (cases < 1 || cases > MOST_AT_ONCE) {
      throw new IllegalArgumentException("atOnce " + cases + " is out of range 1.." + MOST_AT_ONCE);
    }
    atOnce = cases;
    return this;
  }

  /**
   * Runs the client twice undisturbed, and makes the tests, for a method with {@code @TestFactory}.
   *
   * <p>If a run does not go well, or the two differ, there is one test only, {@code undisturbed},
   * which fails and says why. If the system property {@code duologue.fault} is set to the short
   * name of a case, which messages tell, that case is the only test.
   *
   * <p>A test is aborted if the server never sends what its fault waits for. A connection that the
   * client has not closed is found by a fault that disconnects or stalls; after a reset nobody at
   * the server can tell.
   *
   * @return the tests; while they are not closed, threads may be running them ahead
   * @throws io.github.duologue.script.InvalidScriptException if a script cannot be played
   */
  public Stream<DynamicNode> tests() {
    return tests(System.getProperty(PROPERTY));
  }

  Stream<DynamicNode> tests(@Nullable String alone) {
    Terms<T> terms =
        new Terms<>(
            scripts,
            settings,
            client,
            harmful,
            within,
            atMost,
            seed,
            betweenReplies,
            checkingThreads,
            atOnce);
    return new Nodes<>(terms).all(alone);
  }
}
