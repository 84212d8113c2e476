package io.github.duologue.testcontainers;

import java.net.URI;

/**
 * Where containers find a fake server that was exposed to them.
 *
 * @param host the host name that stands for the test's machine, inside of containers only
 * @param port the port, which is that of the server
 * @since 0.1.0
 */
public record ContainerAddress(String host, int port) {

  /**
   * Writes the address as a URI.
   *
   * @param scheme the scheme, such as {@code redis}
   * @return scheme, host and port, such as {@code redis://host.testcontainers.internal:40001}
   */
  public URI uri(String scheme) {
    return URI.create(scheme + "://" + this);
  }

  /** Writes the address as {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
