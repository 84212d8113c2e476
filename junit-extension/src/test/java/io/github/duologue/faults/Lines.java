package io.github.duologue.faults;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;

import io.github.duologue.codec.Framing;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A protocol of lines, and a client of it that gives up when it has waited too long. */
final class Lines implements AutoCloseable {
  static final int PATIENCE = 1_000;

  /** 4, 7 and 2 bytes. */
  static final Script SCRIPT =
      script(
          "prices",
          Framing.lines(),
          send("hi!"),
          expect("GET").reply("1.1€"),
          expect("QUIT").reply("."));

  final Socket socket;

  Lines(FakeServer server) throws IOException {
    socket = new Socket(server.host(), server.port());
    socket.setSoTimeout(PATIENCE);
  }

  void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Hears a whole line. */
  String hear() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has gone in mid-line");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** What a client does that is as it should be. */
  static String price(FakeServer server) throws IOException {
    try (Lines lines = new Lines(server)) {
      lines.hear();
      lines.say("GET");
      String price = lines.hear();
      lines.say("QUIT");
      lines.hear();
      return price;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
