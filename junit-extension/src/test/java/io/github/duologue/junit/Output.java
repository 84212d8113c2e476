package io.github.duologue.junit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is printed and logged meanwhile, by JUnit too. */
final class Output {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("io.github.duologue");

  private static volatile boolean listening;

  /** What cases that must fail have to warn of is for those tests alone that ask for it. */
  static void hushUnlessListening() {
    OURS.setFilter(line -> listening || line.getLevel() != Level.WARNING);
  }

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  <T> T of(Supplier<T> body) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Handler handler = new Listener();
    List<Handler> usual = List.of(ROOT.getHandlers());
    usual.forEach(ROOT::removeHandler);
    ROOT.addHandler(handler);
    System.setOut(both);
    System.setErr(both);
    listening = true;
    try {
      return body.get();
    } finally {
      listening = false;
      System.setErr(err);
      System.setOut(out);
      ROOT.removeHandler(handler);
      usual.forEach(ROOT::addHandler);
    }
  }

  /** What was printed. */
  String text() {
    return printed.toString(StandardCharsets.UTF_8) + String.join("\n", logged);
  }

  /** What was logged, each line with its level. */
  List<String> logged() {
    return logged;
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord event) {
      logged.add(event.getLevel() + " " + event.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
