package io.github.duologue.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A client of a few words, to play the other part of a snippet. */
final class Lines implements AutoCloseable {
  private final Socket socket;
  private final String end;

  private Lines(Socket socket, String end) {
    this.socket = socket;
    this.end = end;
  }

  static Lines of(FakeServer server, String end) throws IOException {
    return of(server.host(), server.port(), end);
  }

  static Lines of(String host, int port, String end) throws IOException {
    Socket socket = new Socket(host, port);
    socket.setSoTimeout(10_000);
    return new Lines(socket, end);
  }

  Lines say(String line, String... answers) throws IOException {
    send(Bytes.utf8(line + end));
    for (String answer : answers) {
      hear(answer);
    }
    return this;
  }

  Lines hear(String... lines) throws IOException {
    for (String line : lines) {
      Bytes expected = Bytes.utf8(line + end);
      assertThat(receive(expected.size())).isEqualTo(expected);
    }
    return this;
  }

  Lines hearNothingFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(10_000);
    return this;
  }

  /** Ends this side of the connection. */
  Lines endOfStream() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  void send(Bytes bytes) throws IOException {
    socket.getOutputStream().write(bytes.toArray());
  }

  Bytes receive(int count) throws IOException {
    return Bytes.copyOf(socket.getInputStream().readNBytes(count));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
