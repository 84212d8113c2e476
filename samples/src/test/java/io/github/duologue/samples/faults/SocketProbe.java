package io.github.duologue.samples.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client with a {@code java.net.Socket}. */
final class SocketProbe implements Probe {

  @Override
  public String run(InetSocketAddress server, Routine routine) {
    try (Socket socket = new Socket()) {
      socket.connect(server, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("HI\n".getBytes(StandardCharsets.UTF_8));
      return routine == Routine.FLOOD
          ? writeOn(socket)
          : read(socket)
              + (routine == Routine.READ_THEN_WRITE ? "; a write: " + writeOn(socket) : "");
    } catch (IOException e) {
      return Probe.said(e);
    }
  }

  private static String read(Socket socket) throws IOException {
    StringBuilder seen = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        Probe.show(next, seen);
      }
      return seen + ", end of stream";
    } catch (SocketTimeoutException e) {
      return seen + ", then nothing";
    } catch (IOException e) {
      return seen.length() == 0 ? Probe.said(e) : seen + ", " + Probe.said(e);
    }
  }

  private static String writeOn(Socket socket) {
    byte[] block = new byte[64 * 1024];
    try {
      for (int written = 0; written < FLOOD; written += block.length) {
        socket.getOutputStream().write(block);
      }
      return "succeeds";
    } catch (IOException e) {
      return Probe.said(e);
    }
  }
}
