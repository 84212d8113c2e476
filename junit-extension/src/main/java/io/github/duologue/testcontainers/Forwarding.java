package io.github.duologue.testcontainers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.GenericContainer;

/** All that is asked of Testcontainers: apart, so that its absence shows when it is needed. */
final class Forwarding {
  private static final List<String> ENTRANCES =
      List.of(
          "org.testcontainers.Testcontainers",
          "com.github.dockerjava.api.command.InspectContainerResponse");

  static {
    ENTRANCES.forEach(Forwarding::read);
  }

  private Forwarding() {}

  /** On the module path Testcontainers is there by a name that is made from that of its file. */
  private static void read(String entrance) {
    Class<?> here = Forwarding.class;
    try {
      Class<?> there = Class.forName(entrance, false, here.getClassLoader());
      here.getModule().addReads(there.getModule());
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(entrance);
    }
  }

  static ContainerAddress expose(int port) {
    Testcontainers.exposeHostPorts(port);
    return new ContainerAddress(GenericContainer.INTERNAL_HOST_HOSTNAME, port);
  }

  /** A container is told where the host is when it is created, or never. */
  static void requireAccessToHost(ContainerState client, String server) {
    if (client.isRunning() && hosts(client).noneMatch(Forwarding::isTheHost)) {
      throw new IllegalStateException(
          ("container %s was started before a server was exposed, and cannot find '%s';"
                  + " start it after Containers.expose, or build it with withAccessToHost(true)")
              .formatted(client.getContainerInfo().getName(), server));
    }
  }

  private static boolean isTheHost(String entry) {
    return entry.startsWith(GenericContainer.INTERNAL_HOST_HOSTNAME + ":");
  }

  private static Stream<String> hosts(ContainerState client) {
    String[] hosts = client.getContainerInfo().getHostConfig().getExtraHosts();
    return hosts == null ? Stream.empty() : Arrays.stream(hosts);
  }
}
