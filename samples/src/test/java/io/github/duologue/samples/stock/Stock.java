package io.github.duologue.samples.stock;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The client under test: asks how many of an article there are, a connection for each question. */
record Stock(String host, int port) {

  /** Reads from a file of properties where the server is. */
  static Stock of(Path settings) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(settings)) {
      properties.load(in);
    }
    return new Stock(
        properties.getProperty("stock.host"),
        Integer.parseInt(properties.getProperty("stock.port")));
  }

  int count(String article) throws IOException {
    try (Socket socket = new Socket(host, port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setSoTimeout(10_000);
      String question = "COUNT " + article;
      socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null) {
        throw new EOFException("no answer to \"" + question + "\"");
      }
      return Integer.parseInt(answer);
    }
  }
}
