package io.github.duologue.faults;

import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every fault at every place of a scripted conversation, each as a test of its own.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> survivesEveryFault() {
 *   return EveryFault.in(SCRIPT)
 *       .client(server -> new PriceFeed(server.address()).read(3))
 *       .harmful(sameResult().or(throwing(IOException.class)))
 *       .within(ofSeconds(2))
 *       .tests();
 * }
 * }</pre>
 *
 * <p>First the client runs twice undisturbed, which shows what the server sends, and what the
 * client makes of it. Then come the cases, each with a new server:
 *
 * <ul>
 *   <li>Harmless ones, which only change when bytes come and in which pieces. The client must
 *       return what it returned undisturbed, and the conversation must go as scripted.
 *   <li>Harmful ones, for each connection and each byte that the server sends on it: there the
 *       connection is cut with a disconnect, cut with a reset, or stalls for good. The client must
 *       end in a way that {@link Scenario#harmful} allows. What it does on the connection that was
 *       cut is not judged any more; other connections go as scripted.
 * </ul>
 *
 * <p>In all of them the client must end in time, and a second after it has ended no connection may
 * be open that it could have closed. Immutable and thread-safe, as far as what it is given is.
 *
 * @since 0.1.0
 */
public final class EveryFault {
  private final Consumer<? super FakeServer> scripts;
  private final UnaryOperator<FakeServerBuilder> settings;

  private EveryFault(
      Consumer<? super FakeServer> scripts, UnaryOperator<FakeServerBuilder> settings) {
    this.scripts = scripts;
    this.settings = settings;
  }

  /**
   * Takes a script that is played to every connection: a client that connects again hears the same
   * once more.
   *
   * @param script the script
   * @return the conversation to put faults into
   */
  public static EveryFault in(Script script) {
    Objects.requireNonNull(script, "script");
    return in(server -> server.playEvery(script));
  }

  /**
   * Takes a script for the first connection, and one for those that come after it, if any do: for
   * clients that go on after a fault where they were.
   *
   * @param first the script of the first connection
   * @param later the script of all the others
   * @return the conversation to put faults into
   */
  public static EveryFault in(Script first, Script later) {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(later, "later");
    return in(server -> server.inOrder(first).rest(later));
  }

  /**
   * Takes scripts in any other way that a server can be given them: {@code in(server ->
   * server.playEveryWhenFirst(…))}.
   *
   * @param scripts gives each new server its scripts, before it is started
   * @return the conversation to put faults into
   */
  public static EveryFault in(Consumer<? super FakeServer> scripts) {
    return new EveryFault(Objects.requireNonNull(scripts, "scripts"), UnaryOperator.identity());
  }

  /**
   * Says what the servers are to be like: their framing, charset, name.
   *
   * @param newSettings is given the builder of each server, and returns it
   * @return the same conversation with such servers
   */
  public EveryFault server(UnaryOperator<FakeServerBuilder> newSettings) {
    return new EveryFault(scripts, Objects.requireNonNull(newSettings, "newSettings"));
  }

  /**
   * Takes the client.
   *
   * @param client the client
   * @param <T> what it returns
   * @return the scenario, for which more can be said before its tests are made
   */
  public <T extends @Nullable Object> Scenario<T> client(Client<? extends T> client) {
    return new Scenario<>(scripts, settings, Objects.requireNonNull(client, "client"));
  }
}
