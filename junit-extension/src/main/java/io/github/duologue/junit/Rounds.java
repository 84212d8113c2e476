package io.github.duologue.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** All the servers of one test, in its store. Safe for use by several threads. */
@SuppressWarnings("deprecation")
final class Rounds implements CloseableResource, AutoCloseable {
  private static final Namespace NAMESPACE = Namespace.create(Rounds.class);

  private final ExtensionContext context;
  private final String test;
  private final List<Round> rounds = new ArrayList<>(); // guarded by this
  private volatile @Nullable Throwable thrown;

  private Rounds(ExtensionContext context) {
    this.context = context;
    this.test = Names.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
  }

  /** The servers of a test; of a dynamic test, those of its factory. */
  static Rounds of(ExtensionContext context) {
    Rounds made =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Rounds.class, key -> new Rounds(context), Rounds.class);
    return Objects.requireNonNull(made);
  }

  /** The same if the test has asked for any, else null. */
  static @Nullable Rounds existing(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Rounds.class, Rounds.class);
  }

  /** Finds the server of this test, or starts it. */
  synchronized LiveServer live(Declaration declaration) {
    for (Round each : rounds) {
      if (each.live().declaration().key().equals(declaration.key())) {
        return each.live();
      }
    }
    LiveServer shared = SharedServers.find(context, declaration);
    if (shared == null && declaration.scope() != ServerScope.PER_TEST) {
      shared = SharedServers.get(context, declaration);
    }
    if (shared != null) {
      begin(shared);
      return shared;
    }
    LiveServer started = LiveServer.ofTest(declaration, context);
    add(started, false);
    return started;
  }

  /** Begins this test on a server that outlives it, unless that was done. */
  synchronized void begin(LiveServer shared) {
    for (Round each : rounds) {
      if (each.live() == shared) {
        return;
      }
    }
    Interrupts.heldBack(() -> shared.beginTest(test));
    add(shared, true);
  }

  private synchronized void add(LiveServer live, boolean shared) {
    String base = Evidence.fileName(live.server());
    long alike =
        rounds.stream().filter(each -> Evidence.fileName(each.server()).equals(base)).count();
    rounds.add(new Round(test, live, shared, alike == 0 ? base : base + "-" + (alike + 1)));
  }

  /** The rounds so far, in the order in which they began. */
  synchronized List<Round> all() {
    return List.copyOf(rounds);
  }

  /**
   * Judges all servers after a test that has passed, or explains its failure. Each extension of a
   * test calls this: the verdict of one is no failure for the next to explain.
   */
  void finish(ExtensionContext test) {
    Throwable failure = test.getExecutionException().orElse(null);
    if (failure != null && failure == thrown) {
      return;
    }
    List<Throwable> bad = new ArrayList<>();
    for (Round each : all()) {
      if (failure == null) {
        collect(() -> each.verify(test), bad);
      } else {
        each.explain(test, failure);
      }
    }
    thrown = bad.isEmpty() ? thrown : bad.get(0);
    throwAll(bad);
  }

  /** Ends all rounds, the last first. */
  @Override
  public void close() {
    List<Throwable> bad = new ArrayList<>();
    List<Round> all = all();
    for (int i = all.size() - 1; i >= 0; i--) {
      Round round = all.get(i);
      collect(() -> round.close(context), bad);
    }
    throwAll(bad);
  }

  private static void collect(Runnable body, List<Throwable> failures) {
    try {
      body.run();
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
  }

  /** Throws the first, with the others as suppressed. */
  private static void throwAll(List<Throwable> failures) {
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.get(0);
    failures.subList(1, failures.size()).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }
}
