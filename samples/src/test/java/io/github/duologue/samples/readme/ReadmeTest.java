package io.github.duologue.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java snippet of the README stands in a source that is compiled and run here, and every link
 * into the project leads somewhere.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Behind {@code [text](} or {@code [name]: }; the others have a scheme or lead into the page. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^:#)]+)\\)|^\\[[^]]+]: ([^:\\s]+)$", Pattern.MULTILINE);

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> links =
        LINK.matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
            .toList();

    assertThat(links)
        .hasSizeGreaterThan(8)
        .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  @Test
  void everySnippetIsCompiled() throws IOException {
    String sources = sources();
    List<String> snippets = snippets();

    assertThat(snippets).hasSizeGreaterThan(8);
    assertThat(snippets)
        .filteredOn(snippet -> !sources.contains(withoutSpace(snippet)))
        .as("snippets that stand in no source")
        .isEmpty();
  }

  private static List<String> snippets() throws IOException {
    return SNIPPET
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ReadmeTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return withoutSpace(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Where lines break is a matter of the page. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
