package io.github.duologue.testcontainers;

import io.github.duologue.server.FakeServer;
import java.net.InetAddress;
import org.testcontainers.containers.ContainerState;

/**
 * Lets containers that Testcontainers starts be clients of a fake server in this JVM.
 *
 * <p>The order is: start the server, expose it, start the container. Testcontainers forwards the
 * port through a container of its own, so the server stays on the loopback address. The forwarding
 * lasts until the JVM ends. Through it the end of one side is the end of both: a client that shuts
 * down its output hears nothing more, and a reset cannot be told from an end of stream. Safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public final class Containers {
  private Containers() {}

  /**
   * Exposes a server to all containers that are started afterwards, and to those that were started
   * {@code withAccessToHost(true)}; idempotent.
   *
   * @param server a server that listens, on the loopback address
   * @return where those containers find it
   * @throws IllegalStateException if the server was not started or is closed, or if Testcontainers
   *     is not on the class path
   * @throws IllegalArgumentException if the server listens on another address only
   */
  public static ContainerAddress expose(FakeServer server) {
    requireReachable(server);
    try {
      return Forwarding.expose(server.port());
    } catch (NoClassDefFoundError missing) {
      throw withoutTestcontainers(missing);
    }
  }

  /**
   * Exposes a server as {@link #expose(FakeServer)} does, and makes sure that containers which may
   * run already can find it.
   *
   * @param server a server that listens, on the loopback address
   * @param clients containers that are to be its clients, started or not
   * @return where they find it
   * @throws IllegalStateException as {@link #expose(FakeServer)} does; or if one of the containers
   *     was started before a server was exposed, and without access to the host
   * @throws IllegalArgumentException if the server listens on another address only
   */
  @SuppressWarnings("exports") // whoever calls it has Testcontainers
  public static ContainerAddress exposeTo(FakeServer server, ContainerState... clients) {
    ContainerAddress address = expose(server);
    for (ContainerState client : clients) {
      Forwarding.requireAccessToHost(client, server.name());
    }
    return address;
  }

  private static void requireReachable(FakeServer server) {
    InetAddress address = server.address().getAddress();
    if (!server.isListening()) {
      throw new IllegalStateException(
          "'%s' was closed, and containers would find nobody there; expose it while it listens"
              .formatted(server.name()));
    }
    if (!address.equals(InetAddress.getLoopbackAddress())) {
      throw new IllegalArgumentException(
          ("server '%s' listens on %s, and Testcontainers forwards to %s;"
                  + " build it without address(…), containers will find it there")
              .formatted(
                  server.name(),
                  address.getHostAddress(),
                  InetAddress.getLoopbackAddress().getHostAddress()));
    }
  }

  private static IllegalStateException withoutTestcontainers(NoClassDefFoundError missing) {
    return new IllegalStateException(
        "Testcontainers is not on the class path; add org.testcontainers:testcontainers, 2.0 or newer,"
            + " to expose a server to containers",
        missing);
  }
}
