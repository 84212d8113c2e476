package io.github.duologue.samples.ftp;

import static io.github.duologue.dsl.Steps.expect;
import static io.github.duologue.samples.ftp.Ftp.BINARY;
import static io.github.duologue.samples.ftp.Ftp.GREETING;
import static io.github.duologue.samples.ftp.Ftp.LINES;
import static io.github.duologue.samples.ftp.Ftp.QUIT;
import static io.github.duologue.samples.ftp.Ftp.brokenTransfer;
import static io.github.duologue.samples.ftp.Ftp.extendedPassive;
import static io.github.duologue.samples.ftp.Ftp.logIn;
import static io.github.duologue.samples.ftp.Ftp.passive;
import static io.github.duologue.samples.ftp.Ftp.receiving;
import static io.github.duologue.samples.ftp.Ftp.refusedTransfer;
import static io.github.duologue.samples.ftp.Ftp.sending;
import static io.github.duologue.samples.ftp.Ftp.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.bytes.GeneratedBytes;
import io.github.duologue.junit.Fake;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithFakeServer
class ReportsTest {

  /** Every byte there is, line ends among them. */
  private static final Bytes REPORT = Bytes.of(IntStream.range(0, 256).toArray());

  /** The other end of the second connection; the first is the business of each test's server. */
  @Fake("data")
  FakeServer data;

  @TempDir Path directory;

  @Test
  void aReportIsFetchedByteForByte(FakeServer server) throws IOException {
    data.play(sending(REPORT));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        transfer("RETR march.pdf"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThat(reports.fetch("march.pdf", directory)).hasBinaryContent(REPORT.toArray());
    }
  }

  @Test
  void aReportOfAnySizeIsFetched(FakeServer server) throws IOException {
    GeneratedBytes report = GeneratedBytes.repeating(Bytes.utf8("cold,colder\n"), 24_000_000);
    data.play(sending(report));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        transfer("RETR year.csv"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      Path year = reports.fetch("year.csv", directory);
      assertThat(year).hasSize(report.size());
      try (Stream<String> lines = Files.lines(year)) {
        assertThat(lines.distinct()).containsExactly("cold,colder");
      }
    }
  }

  @Test
  void eachReportComesOverAConnectionOfItsOwn(FakeServer server) throws IOException {
    data.play(sending(Bytes.utf8("cold")), sending(Bytes.utf8("colder")));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        transfer("RETR january.txt"),
        extendedPassive(data),
        transfer("RETR february.txt"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThat(reports.fetch("january.txt", directory)).hasContent("cold");
      assertThat(reports.fetch("february.txt", directory)).hasContent("colder");
    }
  }

  @Test
  void anOldServerIsAskedForAPortInTheOldWay(FakeServer server) throws IOException {
    data.play(sending(REPORT));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        expect("EPSV").reply("500 what?"),
        passive(data),
        transfer("RETR march.pdf"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThat(reports.fetch("march.pdf", directory)).hasBinaryContent(REPORT.toArray());
    }
  }

  @Test
  void aReportIsDeliveredByteForByte(FakeServer server) throws IOException {
    data.play(receiving(REPORT));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        transfer("STOR march.pdf"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      reports.deliver("march.pdf", REPORT.toArray());
    }
  }

  @Test
  void directoriesAreNotListedAmongTheReports(FakeServer server) throws IOException {
    data.play(
        sending(
            "total 3",
            "drwxr-xr-x   2 ada   staff      4096 Dec 31  2025 drafts",
            "-rw-r--r--   1 ada   staff     52311 Jan 31  2026 january.pdf",
            "-rw-r--r--   1 ada   staff     49820 Feb 28  2026 february 2.pdf"));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        expect("SYST").reply("215 UNIX Type: L8"),
        extendedPassive(data),
        transfer("LIST"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThat(reports.names()).containsExactly("january.pdf", "february 2.pdf");
    }
  }

  @Test
  void aReportThatIsNotThereLeavesNoFile(FakeServer server) throws IOException {
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        refusedTransfer("RETR april.pdf"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThatThrownBy(() -> reports.fetch("april.pdf", directory))
          .isInstanceOf(IOException.class)
          .hasMessage("the server said: 550 no such file");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aTransferThatBreaksOffLeavesNoHalfFile(FakeServer server) throws IOException {
    data.play(sending(REPORT.slice(0, 100)));
    server.play(
        LINES,
        GREETING,
        logIn("ada", "sesame"),
        BINARY,
        extendedPassive(data),
        brokenTransfer("RETR march.pdf"),
        QUIT);

    try (Reports reports = new Reports(server.address(), "ada", "sesame")) {
      assertThatThrownBy(() -> reports.fetch("march.pdf", directory))
          .isInstanceOf(IOException.class)
          .hasMessage("the server said: 426 the disk is gone");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aPasswordThatIsRefusedIsReported(FakeServer server) {
    server.play(
        LINES,
        GREETING,
        expect("USER ada").reply("331 password, please"),
        expect("PASS simsim").reply("530 that is not it"));

    assertThatThrownBy(() -> new Reports(server.address(), "ada", "simsim").close())
        .isInstanceOf(IOException.class)
        .hasMessage("the server said: 530 that is not it");
  }
}
