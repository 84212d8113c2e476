package io.github.duologue.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does numbered jobs ahead of the time when they are asked for, so many at a time. Safe for use by
 * several threads.
 *
 * <p>It keeps few jobs ahead, so that little is done in vain if nobody asks any more. Its threads
 * are daemons, and end by themselves when there is nothing to do.
 */
final class Ahead implements AutoCloseable {
  private static final int ROUNDS = 3; // slow jobs must not keep the others from going on
  private static final int LINGER_MILLIS = 500;
  private static final int CLOSING_SECONDS = 10;

  private final IntFunction<Callable<?>> jobs;
  private final int count;
  private final int atOnce;
  private final ThreadPoolExecutor pool;
  private final Map<Integer, FutureTask<?>> begun = new HashMap<>(); // guarded by this
  private int next; // guarded by this
  private boolean closed; // guarded by this

  Ahead(int count, int atOnce, IntFunction<Callable<?>> jobs) {
    this.count = count;
    this.atOnce = atOnce;
    this.jobs = jobs;
    this.pool =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            LINGER_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            body -> {
              Thread thread = new Thread(body, "faults ahead");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /** Waits for a job, which is begun now if it was not before; throws what it throws. */
  void get(int index) throws Exception {
    Future<?> job = begin(index);
    if (job == null) {
      jobs.apply(index).call();
      return;
    }
    try {
      job.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception problem ? problem : e;
    } catch (InterruptedException e) {
      job.cancel(true);
      throw e;
    }
  }

  /** Null if it is to be done by who asks. */
  private synchronized @Nullable Future<?> begin(int index) {
    if (closed || atOnce == 1) {
      return null;
    }
    int end = Math.min(count, index + ROUNDS * atOnce);
    for (next = Math.max(next, index); next < end; next++) {
      FutureTask<?> job = new FutureTask<>(jobs.apply(next));
      begun.put(next, job);
      pool.execute(job);
    }
    return begun.remove(index);
  }

  /** Interrupts what nobody has asked for, and waits for its end. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      begun.clear();
    }
    pool.shutdownNow();
    try {
      pool.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
