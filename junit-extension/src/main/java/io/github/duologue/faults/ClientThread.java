package io.github.duologue.faults;

import io.github.duologue.server.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the client once, on a thread of its own; its group tells which other threads it starts. */
final class ClientThread<T extends @Nullable Object> {
  private static final long SLICE_MILLIS = 50;
  private static final int SHOWN_FRAMES = 30;

  /** The thread group of a client that has ended is for the next: on Java 17 none is ever freed. */
  private static final Queue<ThreadGroup> GROUPS = new ConcurrentLinkedQueue<>();

  private final ThreadGroup group;
  private final Thread thread;
  private volatile @Nullable Ended<T> ended;

  ClientThread(Client<? extends T> client, FakeServer server, String name) {
    ThreadGroup free = GROUPS.poll();
    group = free == null ? new ThreadGroup("clients under test") : free;
    thread = new Thread(group, () -> run(client, server), name);
    thread.setDaemon(true);
  }

  private void run(Client<? extends T> client, FakeServer server) {
    try {
      ended = new Ended.Returned<>(client.run(server));
    } catch (Throwable problem) { // also what Kotlin throws, and failed assertions
      ended = new Ended.Threw<>(problem);
    }
  }

  void start() {
    thread.start();
  }

  /** Waits for its end. */
  Ended<T> await(Duration limit) throws InterruptedException {
    boolean over = join(thread, limit);
    while (!over && Debugging.isOn()) {
      over = join(thread, Duration.ofDays(1));
    }
    List<StackTraceElement> stack = withoutOurs(thread.getStackTrace());
    Ended<T> result = ended; // it may have come to its end after all
    return result == null ? new Ended.Hung<>(stack) : result;
  }

  /** What it ran in is no news. */
  private static List<StackTraceElement> withoutOurs(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .takeWhile(each -> !each.getClassName().startsWith(ClientThread.class.getName()))
        .toList();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits for its end; returns its name if that does not come. */
  String stop(Duration limit) {
    try {
      join(thread, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive() && started().isEmpty()) {
      GROUPS.add(group);
    }
    return thread.isAlive() ? thread.getName() : "";
  }

  /** Waits for the end of the threads that it has started; describes those that do not. */
  List<String> leftBehind(Duration limit) throws InterruptedException {
    List<String> left = new ArrayList<>();
    long end = System.nanoTime() + limit.toNanos();
    for (Thread each : started()) {
      if (!join(each, Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
        left.add(describe(each));
      }
    }
    return left;
  }

  private List<Thread> started() {
    Thread[] all = new Thread[group.activeCount() + 16];
    int count = group.enumerate(all);
    return Arrays.stream(all, 0, count).filter(each -> each != thread).toList();
  }

  private static String describe(Thread thread) {
    return thread.getName() + "\n" + lines(Arrays.asList(thread.getStackTrace()));
  }

  /** The top of a stack, a line each. */
  static String lines(List<StackTraceElement> stack) {
    StringBuilder out = new StringBuilder();
    for (StackTraceElement frame : stack.subList(0, Math.min(SHOWN_FRAMES, stack.size()))) {
      // Without class loader and module, so that IDEs make a link of it.
      String where = frame.getFileName() + ":" + frame.getLineNumber();
      out.append("  at ").append(frame.getClassName()).append('.').append(frame.getMethodName());
      out.append('(').append(where).append(")\n");
    }
    if (stack.size() > SHOWN_FRAMES) {
      out.append("  … ").append(stack.size() - SHOWN_FRAMES).append(" more\n");
    }
    return out.toString();
  }

  /**
   * In slices that count little more than their length, so that a stopped machine costs nothing.
   */
  private static boolean join(Thread thread, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    while (thread.isAlive() && left > 0) {
      long slice = Math.min(SLICE_MILLIS, TimeUnit.NANOSECONDS.toMillis(left) + 1);
      long before = System.nanoTime();
      thread.join(slice);
      long most = 2 * TimeUnit.MILLISECONDS.toNanos(slice);
      left -= Math.min(System.nanoTime() - before, most);
    }
    return !thread.isAlive();
  }
}
