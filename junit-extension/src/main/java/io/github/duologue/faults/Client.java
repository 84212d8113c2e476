package io.github.duologue.faults;

import io.github.duologue.server.FakeServer;
import org.jspecify.annotations.Nullable;

/**
 * A client under test: connects to a fake server, does what it is there for, and ends.
 *
 * <p>It is run many times, each time with another server and on a thread of its own, with {@link
 * Scenario#atOnce} by several threads at a time. Every time it has to make its connections anew, do
 * the same, and close what it has opened, also when it fails.
 *
 * @param <T> what it returns
 * @since 0.1.0
 */
@FunctionalInterface
public interface Client<T extends @Nullable Object> {

  /**
   * Runs the client once.
   *
   * @param server the server to connect to, see {@link FakeServer#address}
   * @return what came of it: a value whose {@code equals} tells whether it is the same, or an array
   *     of such, or null
   * @throws Exception if it fails
   */
  T run(FakeServer server) throws Exception;
}
