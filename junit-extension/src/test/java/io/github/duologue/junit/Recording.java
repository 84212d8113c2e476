package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test cases as a build does, which the test kit does not: with files beside reports. */
final class Recording implements TestExecutionListener {
  private final List<Throwable> failures = new ArrayList<>();
  private final List<Map<String, String>> entries = new ArrayList<>();
  private final Path directory;

  private Recording(Path directory) {
    this.directory = directory;
  }

  /** Runs all tests of a class, whose files go to a directory. */
  static Recording of(Class<?> cases, Path directory) {
    Recording recording = new Recording(directory);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(cases))
            .configurationParameter("junit.platform.reporting.output.dir", directory.toString())
            .build();
    LauncherFactory.create().execute(request, recording);
    return recording;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result.getThrowable().ifPresent(failures::add);
  }

  @Override
  public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entries.add(entry.getKeyValuePairs());
  }

  /** What the only test that has failed ended with. */
  Throwable failure() {
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  List<Throwable> failures() {
    return failures;
  }

  List<Map<String, String>> entries() {
    return entries;
  }

  /** The files, by their order. */
  List<Path> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
