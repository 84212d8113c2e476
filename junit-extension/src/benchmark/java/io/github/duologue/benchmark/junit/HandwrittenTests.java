package io.github.duologue.benchmark.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.duologue.benchmark.HandwrittenServer;
import io.github.duologue.benchmark.Lines;
import io.github.duologue.benchmark.ThreadStarter;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** As one writes them without. */
class HandwrittenTests {
  private HandwrittenServer server;

  ThreadStarter threads() {
    return ThreadStarter.platform();
  }

  @BeforeEach
  void start() throws IOException {
    server = new HandwrittenServer(threads(), Lines.answering("PING", "PONG"));
  }

  @RepeatedTest(1_000)
  void asks() throws IOException {
    try (Lines.Client client = new Lines.Client(server.port(), "PING\n", "PONG\n")) {
      assertEquals(5, client.ask());
    }
  }

  @AfterEach
  void close() throws Exception {
    server.verify();
    server.close();
  }

  /** The same on threads that are cheap to start. */
  static class OnVirtualThreads extends HandwrittenTests {
    @Override
    ThreadStarter threads() {
      return ThreadStarter.virtual();
    }
  }
}
