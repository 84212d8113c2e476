package io.github.duologue.samples.echo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Says something to an echo server, and hears what comes back. Not safe for several threads. */
public class EchoClient implements Closeable {
  private static final int TIMEOUT = 10_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  /**
   * Connects.
   *
   * @param server where the server listens
   * @throws IOException if there is no connection in time
   */
  public EchoClient(InetSocketAddress server) throws IOException {
    try {
      socket.connect(server, TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException problem) {
      socket.close();
      throw problem;
    }
  }

  /**
   * Says a line and hears one.
   *
   * @param line the line, without its end
   * @return the line that came back, without its end
   * @throws IOException if no line comes in time
   */
  public String echo(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    return readLine();
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server hung up before the end of a line");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /**
   * Says bytes, however many, and hears as many: it listens while it speaks, as a server that
   * answers at once would wait for it otherwise, and it for the server.
   *
   * @param bytes the bytes
   * @return the bytes that came back
   * @throws IOException if fewer came back, or not in time
   */
  public byte[] echo(byte[] bytes) throws IOException {
    FutureTask<Void> speaking =
        new FutureTask<>(
            () -> {
              out.write(bytes);
              return null;
            });
    Thread speaker = new Thread(speaking, "echo speaker");
    speaker.setDaemon(true);
    speaker.start();
    try {
      byte[] heard = in.readNBytes(bytes.length);
      if (heard.length < bytes.length) {
        throw new EOFException(
            "the server hung up after %d of %d bytes".formatted(heard.length, bytes.length));
      }
      speaking.get();
      return heard;
    } catch (ExecutionException failed) {
      throw new IOException("the bytes could not be sent", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending", interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
