package io.github.duologue.samples.ftp;

import static io.github.duologue.dsl.Steps.disconnect;
import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.dsl.Steps.expectDisconnect;
import static io.github.duologue.dsl.Steps.script;
import static io.github.duologue.dsl.Steps.send;
import static io.github.duologue.dsl.Steps.sequence;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.GeneratedBytes;
import io.github.duologue.codec.Framing;
import io.github.duologue.script.Action;
import io.github.duologue.script.Exchange;
import io.github.duologue.script.Script;
import io.github.duologue.server.FakeServer;

/**
 * A file server's part of FTP, RFC 959, as steps to make scripts of.
 *
 * <p>Commands and replies go over one connection, and each file over another one, to a port that is
 * told on the first: another fake server's.
 */
final class Ftp {
  /** Commands and replies are lines. */
  static final Framing LINES = Framing.crlfLines();

  static final Action GREETING = send("220 files.example.com");

  /** Files are to be transferred byte for byte. */
  static final Exchange BINARY = expect("TYPE I").reply("200 type is I");

  static final Exchange QUIT = expect("QUIT").reply("221 bye").then(disconnect());

  private Ftp() {}

  static Exchange logIn(String user, String password) {
    return sequence(
        expect("USER " + user).reply("331 password, please"),
        expect("PASS " + password).reply("230 welcome"));
  }

  /** Tells where the next file goes over, in the way of RFC 2428, section 3: by the port alone. */
  static Exchange extendedPassive(FakeServer data) {
    return expect("EPSV")
        .reply("229 Entering Extended Passive Mode (|||%d|)".formatted(data.port()));
  }

  /**
   * Tells where the next file goes over, in the way of RFC 959, section 4.1.2: a number for each
   * byte.
   */
  static Exchange passive(FakeServer data) {
    String address = data.host().replace('.', ',');
    int port = data.port();
    return expect("PASV")
        .reply("227 Entering Passive Mode (%s,%d,%d)".formatted(address, port >> 8, port & 0xff));
  }

  /**
   * A transfer that goes well. What is transferred is up to the other connection, and which of the
   * two is faster is up to the network: that the end is told may come before the file.
   */
  static Exchange transfer(String command) {
    return expect(command).reply("150 now", "226 done");
  }

  static Exchange brokenTransfer(String command) {
    return expect(command).reply("150 now", "426 the disk is gone");
  }

  static Exchange refusedTransfer(String command) {
    return expect(command).reply("550 no such file");
  }

  /** A file that the client is sent; the end of the connection is the end of the file. */
  static Script sending(Bytes file) {
    return script("a file to the client", Framing.raw(), send(file), disconnect());
  }

  /** The same with a file that need not fit into memory. */
  static Script sending(GeneratedBytes file) {
    return script("a file to the client", Framing.raw(), send(file), disconnect());
  }

  /** A listing that the client is sent. */
  static Script sending(String line, String... more) {
    return script("a listing to the client", LINES, send(line, more), disconnect());
  }

  /** A file that the client sends. */
  static Script receiving(Bytes file) {
    return script("a file from the client", Framing.raw(), expect(file), expectDisconnect());
  }
}
