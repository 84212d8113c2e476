package io.github.duologue.samples.knockknock;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The patient half of a knock-knock joke. Not safe for several threads. */
public class KnockKnockClient implements Closeable {
  private static final String KNOCK = "Knock! Knock!";
  private static final String ANOTHER = " Want another? (y/n)";

  private static final int TIMEOUT = 10_000;

  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final OutputStream out;

  /**
   * Connects.
   *
   * @param server where the server listens
   * @throws IOException if there is no connection in time
   */
  public KnockKnockClient(InetSocketAddress server) throws IOException {
    try {
      socket.connect(server, TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      socket.setTcpNoDelay(true);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    } catch (IOException problem) {
      socket.close();
      throw problem;
    }
  }

  /**
   * Takes part in the next joke, from the knock to the punch line.
   *
   * @return the joke
   * @throws ProtocolException if the server says something else
   * @throws IOException if it says nothing in time
   */
  public Joke hear() throws IOException {
    String knock = hearLine();
    if (!knock.equals(KNOCK)) {
      throw new ProtocolException("expected \"%s\", not \"%s\"".formatted(KNOCK, knock));
    }
    String clue = say("Who's there?");
    String end = say(clue + " who?");
    if (!end.endsWith(ANOTHER)) {
      throw new ProtocolException("expected a punch line, not \"%s\"".formatted(end));
    }
    return new Joke(clue, end.substring(0, end.length() - ANOTHER.length()));
  }

  /**
   * Wants another joke, which is then to be heard.
   *
   * @throws IOException if the server cannot be told
   */
  public void askForAnother() throws IOException {
    sayLine("y");
  }

  /**
   * Wants no other joke.
   *
   * @throws IOException if the server does not say good-bye in time
   */
  public void leave() throws IOException {
    String bye = say("n");
    if (!bye.equals("Bye.")) {
      throw new ProtocolException("expected \"Bye.\", not \"%s\"".formatted(bye));
    }
  }

  /**
   * Says a line and hears one.
   *
   * @param line the line, without its end
   * @return what the server says to it
   * @throws IOException if it says nothing in time
   */
  public String say(String line) throws IOException {
    sayLine(line);
    return hearLine();
  }

  /**
   * Hears a line.
   *
   * @return the line, without its end
   * @throws IOException if none comes in time
   */
  public String hearLine() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("the server hung up");
    }
    return line;
  }

  private void sayLine(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
