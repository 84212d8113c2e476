package io.github.duologue.samples.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client with a {@code SocketChannel} that never blocks, and a selector. */
final class ChannelProbe implements Probe {

  @Override
  public String run(InetSocketAddress server, Routine routine) {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(server)) {
        if (selector.select(PATIENCE_MILLIS) == 0) {
          return "never connected";
        }
        channel.finishConnect();
      }
      channel.write(ByteBuffer.wrap("HI\n".getBytes(StandardCharsets.UTF_8)));
      return routine == Routine.FLOOD
          ? writeOn(channel, key)
          : read(channel, key)
              + (routine == Routine.READ_THEN_WRITE ? "; a write: " + writeOn(channel, key) : "");
    } catch (IOException e) {
      return Probe.said(e);
    }
  }

  private static String read(SocketChannel channel, SelectionKey key) throws IOException {
    StringBuilder seen = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      while (waitFor(key, SelectionKey.OP_READ)) {
        if (channel.read(one.clear()) < 0) {
          return seen + ", end of stream";
        }
        Probe.show(one.get(0), seen);
      }
      return seen + ", then nothing";
    } catch (IOException e) {
      return seen.length() == 0 ? Probe.said(e) : seen + ", " + Probe.said(e);
    }
  }

  private static String writeOn(SocketChannel channel, SelectionKey key) {
    try {
      for (long written = 0; written < FLOOD; ) {
        written += channel.write(ByteBuffer.allocate(64 * 1024));
        key.interestOps(SelectionKey.OP_WRITE);
        key.selector().select(100);
        key.selector().selectedKeys().clear();
      }
      return "succeeds";
    } catch (IOException e) {
      return Probe.said(e);
    }
  }

  private static boolean waitFor(SelectionKey key, int operation) throws IOException {
    key.interestOps(operation);
    key.selector().selectedKeys().clear();
    return key.selector().select(PATIENCE_MILLIS) > 0;
  }
}
