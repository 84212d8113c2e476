package io.github.duologue.samples.prices;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads the prices that a server pushes, each of them once and in sequence, and keeps the last of
 * each symbol.
 *
 * <p>Where the line is dropped or falls silent, where a number is left out or comes again, and
 * where a line is no price, the feed hangs up and resumes behind the last price that it has whole.
 * It does so a few times in a row, then it gives up. Not safe for several threads.
 */
public class PriceFeed implements Closeable {
  /** How often in a row, without a price in between, the feed connects anew. */
  static final int RECONNECTS = 3;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE = 20;
  private static final int LONGEST_LINE = 1024;
  private static final long NONE = -1;

  private final InetSocketAddress server;
  private final int timeout;
  private final Map<String, Price> last = new HashMap<>();

  private long lastNumber = NONE;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private boolean closed;

  /**
   * Makes a feed that connects when it is first read.
   *
   * @param server where the server listens
   */
  public PriceFeed(InetSocketAddress server) {
    this(server, TIMEOUT);
  }

  /**
   * Makes a feed that connects when it is first read.
   *
   * @param server where the server listens
   * @param timeout how long to wait for a connection, and for more of a price, at least 1 ms
   */
  public PriceFeed(InetSocketAddress server, Duration timeout) {
    this.server = server;
    this.timeout = Math.toIntExact(timeout.toMillis());
    if (this.timeout < 1) {
      throw new IllegalArgumentException("timeout " + timeout + " is below 1 ms");
    }
  }

  /**
   * Reads the next prices.
   *
   * @param count how many
   * @return the prices, their numbers without a gap
   * @throws IOException if one does not come although the feed has connected anew; those that came
   *     before it are among the {@link #last} ones
   */
  public List<Price> read(int count) throws IOException {
    List<Price> prices = new ArrayList<>();
    while (prices.size() < count) {
      prices.add(next());
    }
    return prices;
  }

  private Price next() throws IOException {
    for (int reconnects = 0; ; reconnects++) {
      if (closed) {
        throw new IOException("the feed is closed");
      }
      try {
        if (!socket.isConnected()) {
          connect();
        }
        Price price = inSequence(Price.of(readLine(in)));
        lastNumber = price.number();
        last.put(price.symbol(), price);
        return price;
      } catch (IOException problem) {
        hangUp();
        if (reconnects == RECONNECTS) {
          throw new IOException(
              "no price%s came in %d reconnects"
                  .formatted(lastNumber == NONE ? "" : " behind " + lastNumber, reconnects),
              problem);
        }
        pause(reconnects * PAUSE);
      }
    }
  }

  private void connect() throws IOException {
    socket.connect(server, timeout);
    socket.setSoTimeout(timeout);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    String request = lastNumber == NONE ? "SUBSCRIBE" : resumption(lastNumber);
    socket.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What asks for the prices behind one. */
  String resumption(long number) {
    return "RESUME " + number;
  }

  private Price inSequence(Price price) throws ProtocolException {
    if (lastNumber != NONE && price.number() != lastNumber + 1) {
      throw new ProtocolException(
          "expected price %d, not %d".formatted(lastNumber + 1, price.number()));
    }
    return price;
  }

  /** Reads a whole line; without its end it is none, even where half of it looks like a price. */
  String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server hung up");
      }
      if (line.size() == LONGEST_LINE) {
        throw new ProtocolException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new ProtocolException("a line is not UTF-8");
    }
  }

  /** The first time it goes on at once: most lines that drop are back by then. */
  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a reconnect");
    }
  }

  private void hangUp() throws IOException {
    socket.close();
    socket = new Socket();
  }

  /**
   * Tells the last price of each symbol that was read.
   *
   * @return the prices by their symbols, as they are now
   */
  public Map<String, Price> last() {
    return Map.copyOf(last);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    socket.close();
  }
}
