package io.github.duologue.samples.faults;

import java.net.InetSocketAddress;

/** A client that tells what it sees of a server. */
interface Probe {
  /** How long it waits for a connection, and for something to read. */
  int PATIENCE_MILLIS = 600;

  /** What it wrote in vain before it believes that nobody takes it. */
  int FLOOD = 64 * 1024 * 1024;

  String run(InetSocketAddress server, Routine routine);

  /** Adds a byte that was read: capital letters as they are, others as question marks. */
  static void show(int read, StringBuilder seen) {
    if (read != '\n') {
      seen.append(read >= 'A' && read <= 'Z' ? (char) read : '?');
    }
  }

  /** As the table has it: whether a read or a write meets a reset first is a matter of luck. */
  static String said(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Connection reset") || message.equals("Broken pipe")
        ? "reset"
        : failure.getClass().getSimpleName() + ": " + message;
  }
}
