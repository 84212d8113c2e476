package io.github.duologue.samples.ftp;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;

/** The application under test: fetches reports from a file server, and delivers them to it. */
class Reports implements Closeable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final FTPClient client = new FTPClient();

  /** Connects and logs in. */
  Reports(InetSocketAddress server, String user, String password) throws IOException {
    client.setConnectTimeout((int) TIMEOUT.toMillis());
    client.setDefaultTimeout((int) TIMEOUT.toMillis());
    client.setDataTimeout(TIMEOUT);
    client.setUseEPSVwithIPv4(true);
    try {
      client.connect(server.getAddress(), server.getPort());
      require(client.login(user, password));
      require(client.setFileType(FTP.BINARY_FILE_TYPE));
      client.enterLocalPassiveMode();
    } catch (IOException problem) {
      client.disconnect();
      throw problem;
    }
  }

  /** Fetches a report; there is a file of its name if it came as a whole, and none otherwise. */
  Path fetch(String name, Path directory) throws IOException {
    Path part = directory.resolve(name + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        require(client.retrieveFile(name, out));
      }
      return Files.move(part, directory.resolve(name), REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  void deliver(String name, byte[] report) throws IOException {
    require(client.storeFile(name, new ByteArrayInputStream(report)));
  }

  List<String> names() throws IOException {
    FTPFile[] files = client.listFiles();
    require(FTPReply.isPositiveCompletion(client.getReplyCode()));
    return Stream.of(files).filter(FTPFile::isFile).map(FTPFile::getName).toList();
  }

  /** The client tells of refusals by what it returns, the server tells why. */
  private void require(boolean done) throws IOException {
    if (!done) {
      throw new IOException("the server said: " + client.getReplyString().strip());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      client.logout();
    } finally {
      client.disconnect();
    }
  }
}
