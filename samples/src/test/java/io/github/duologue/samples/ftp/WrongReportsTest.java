package io.github.duologue.samples.ftp;

import static io.github.duologue.dsl.Steps.optional;
import static io.github.duologue.samples.ftp.Ftp.BINARY;
import static io.github.duologue.samples.ftp.Ftp.GREETING;
import static io.github.duologue.samples.ftp.Ftp.LINES;
import static io.github.duologue.samples.ftp.Ftp.QUIT;
import static io.github.duologue.samples.ftp.Ftp.extendedPassive;
import static io.github.duologue.samples.ftp.Ftp.logIn;
import static io.github.duologue.samples.ftp.Ftp.receiving;
import static io.github.duologue.samples.ftp.Ftp.sending;
import static io.github.duologue.samples.ftp.Ftp.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test says of an application that uses its FTP client wrongly. */
class WrongReportsTest {

  @Test
  void aTypeThatIsNotSetIsMissed() {
    assertThat(Failures.of(Cases.class, "forgetsTheType"))
        .isEqualTo(
            """
            Connection closed without indication.
            Suppressed: Connection #1 of 'WrongReportsTest.Cases.forgetsTheType' deviated from its script at step 3 of 6.

            expected
              "TYPE I"    at io.github.duologue.samples.ftp.Ftp.<clinit>(Ftp.java:0), played at io.github.duologue.samples.ftp.WrongReportsTest$Cases.forgetsTheType(WrongReportsTest.java:0)
            but received
              "EPSV"      4 bytes, +0 ms
            first difference at byte 0: 'E' (45) instead of 'T' (54)

            transcript of #1
              S: 220 files.example.com                      +0 ms
              C: USER ada                                   +0 ms
              S: 331 password, please                       +0 ms
              C: PASS sesame                                +0 ms
              S: 230 welcome                                +0 ms
              C: EPSV                                       +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void bytesThatWereTakenForTextAreSeenOnTheOtherConnection() {
    assertThat(Failures.of(Cases.class, "takesBytesForText"))
        .isEqualTo(
            """
            Connection #1 of 'data' deviated from its script 'a file from the client' at step 1 of 2.

            expected
              "cold,\\ncolder\\n"        at io.github.duologue.samples.ftp.Ftp.receiving(Ftp.java:0), played at io.github.duologue.samples.ftp.WrongReportsTest$Cases.takesBytesForText(WrongReportsTest.java:0)
            but received
              "cold,\\r\\ncolder\\r\\n"    15 bytes, +0 ms
            first difference at byte 5: '\\r' (0d) instead of '\\n' (0a)

            transcript of #1
              C: cold,\\r\\ncolder\\r\\n                        +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void aReplyThatIsLeftUnreadIsTakenForTheNext() {
    assertThat(Failures.of(Cases.class, "leavesAReplyUnread"))
        .isEqualTo(
            """
            Cannot invoke "java.io.InputStream.readAllBytes()" because "spring" is null
            Suppressed: Connection #1 of 'WrongReportsTest.Cases.leavesAReplyUnread' deviated from its script at step 7 of 8.

            expected
              "RETR spring.csv"    at io.github.duologue.samples.ftp.Ftp.transfer(Ftp.java:0), played at io.github.duologue.samples.ftp.WrongReportsTest$Cases.leavesAReplyUnread(WrongReportsTest.java:0)
            but received
              "PASV"               4 bytes, +0 ms
            first difference at byte 0: 'P' (50) instead of 'R' (52)

            transcript of #1
              S: 220 files.example.com                             +0 ms
              C: USER ada                                          +0 ms
              S: 331 password, please                              +0 ms
              C: PASS sesame                                       +0 ms
              S: 230 welcome                                       +0 ms
              C: TYPE I                                            +0 ms
              S: 200 type is I                                     +0 ms
              C: EPSV                                              +0 ms
              S: 229 Entering Extended Passive Mode (|||00000|)    +0 ms
              C: RETR winter.csv                                   +0 ms
              S: 150 now                                           +0 ms
              S: 226 done                                          +0 ms
              C: EPSV                                              +0 ms
              S: 229 Entering Extended Passive Mode (|||00000|)    +0 ms
              C: PASV                                              +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @Test
  void whoeverGoesWithoutQuitIsMissed() {
    assertThat(Failures.of(Cases.class, "leavesWithoutQuit"))
        .isEqualTo(
            """
            Connection #1 of 'WrongReportsTest.Cases.leavesWithoutQuit' was closed by the client too early, at step 6 of 6 of its script.

            expected
              "QUIT"           at io.github.duologue.samples.ftp.Ftp.<clinit>(Ftp.java:0), played at io.github.duologue.samples.ftp.WrongReportsTest$Cases.leavesWithoutQuit(WrongReportsTest.java:0)
            but received
              end of stream    +0 ms

            transcript of #1
              S: 220 files.example.com                             +0 ms
              C: USER ada                                          +0 ms
              S: 331 password, please                              +0 ms
              C: PASS sesame                                       +0 ms
              S: 230 welcome                                       +0 ms
              C: TYPE I                                            +0 ms
              S: 200 type is I                                     +0 ms
              C: EPSV                                              +0 ms
              S: 229 Entering Extended Passive Mode (|||00000|)    +0 ms
              C: STOR winter.csv                                   +0 ms
              S: 150 now                                           +0 ms
              S: 226 done                                          +0 ms
              C: (end of stream)                                   +0 ms   <-- here""");
  }

  @WithFakeServer
  static class Cases {
    private static final Bytes REPORT = Bytes.utf8("cold,\ncolder\n");

    private final FakeServer data = FakeServer.builder().name("data").start();
    private final FTPClient client = new FTPClient();

    @Test
    void forgetsTheType(FakeServer server) throws IOException {
      data.play(receiving(REPORT));
      server.play(
          LINES,
          GREETING,
          logIn("ada", "sesame"),
          BINARY,
          extendedPassive(data),
          transfer("STOR winter.csv"),
          QUIT);

      connect(server);
      client.storeFile("winter.csv", new ByteArrayInputStream(REPORT.toArray()));
      client.logout();
      data.verify();
    }

    @Test
    void takesBytesForText(FakeServer server) throws IOException {
      data.play(receiving(REPORT));
      server.play(
          LINES,
          GREETING,
          logIn("ada", "sesame"),
          optional(BINARY),
          extendedPassive(data),
          transfer("STOR winter.csv"),
          QUIT);

      connect(server);
      client.storeFile("winter.csv", new ByteArrayInputStream(REPORT.toArray()));
      client.logout();
      data.verify();
    }

    @Test
    void leavesAReplyUnread(FakeServer server) throws IOException {
      data.play(sending(REPORT), sending(REPORT));
      server.play(
          LINES,
          GREETING,
          logIn("ada", "sesame"),
          BINARY,
          extendedPassive(data),
          transfer("RETR winter.csv"),
          extendedPassive(data),
          transfer("RETR spring.csv"),
          QUIT);

      connect(server);
      client.setFileType(FTP.BINARY_FILE_TYPE);
      try (InputStream winter = client.retrieveFileStream("winter.csv")) {
        winter.readAllBytes();
      }
      try (InputStream spring = client.retrieveFileStream("spring.csv")) {
        spring.readAllBytes();
      }
      client.logout();
      data.verify();
    }

    @Test
    void leavesWithoutQuit(FakeServer server) throws IOException {
      data.play(receiving(REPORT));
      server.play(
          LINES,
          GREETING,
          logIn("ada", "sesame"),
          BINARY,
          extendedPassive(data),
          transfer("STOR winter.csv"),
          QUIT);

      connect(server);
      client.setFileType(FTP.BINARY_FILE_TYPE);
      client.storeFile("winter.csv", new ByteArrayInputStream(REPORT.toArray()));
      client.disconnect();
      data.verify();
    }

    private void connect(FakeServer server) throws IOException {
      client.setConnectTimeout(10_000);
      client.setDefaultTimeout(10_000);
      client.setDataTimeout(Duration.ofSeconds(10));
      client.setUseEPSVwithIPv4(true);
      client.connect(server.host(), server.port());
      client.login("ada", "sesame");
      client.enterLocalPassiveMode();
    }

    @AfterEach
    void close() throws IOException {
      client.disconnect();
      data.closeUnverified();
    }
  }
}
