package io.github.duologue.samples.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client with the sockets of Python, in a process of its own. */
record PythonProbe(Path python) implements Probe {
  private static final String CODE =
      """
      import socket, sys
      host, port, routine, patience, flood = sys.argv[1:6]
      said = lambda e: 'reset' if isinstance(e, (ConnectionResetError, BrokenPipeError)) else type(e).__name__

      def read(s):
          seen = ''
          try:
              while True:
                  one = s.recv(1)
                  if not one:
                      return seen + ', end of stream'
                  seen += '' if one == b'\\n' else chr(one[0]) if 65 <= one[0] <= 90 else '?'
          except socket.timeout:
              return seen + ', then nothing'
          except OSError as e:
              return seen + ', ' + said(e) if seen else said(e)

      def write_on(s):
          try:
              s.settimeout(None)
              for _ in range(int(flood) // 65536):
                  s.sendall(bytes(65536))
              return 'succeeds'
          except OSError as e:
              return said(e)

      try:
          s = socket.create_connection((host, int(port)), int(patience) / 1000)
          s.sendall(b'HI\\n')
          if routine == 'FLOOD':
              print(write_on(s))
          else:
              print(read(s) + ('; a write: ' + write_on(s) if routine == 'READ_THEN_WRITE' else ''))
      except OSError as e:
          print(said(e))
      """;

  /** The program, if it is installed where programs of the system are. */
  static Optional<Path> find() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "python3"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public String run(InetSocketAddress server, Routine routine) {
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      python.toString(),
                      "-c",
                      CODE,
                      server.getHostString(),
                      Integer.toString(server.getPort()),
                      routine.name(),
                      Integer.toString(PATIENCE_MILLIS),
                      Integer.toString(FLOOD)))
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return Probe.said(e);
    }
  }
}
