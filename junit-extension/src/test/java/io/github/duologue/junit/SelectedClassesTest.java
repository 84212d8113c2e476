package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.github.duologue.server.FakeServer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is noticed of classes before any of their tests runs. */
class SelectedClassesTest {
  private final Output output = new Output();

  private static LauncherDiscoveryRequest request(DiscoverySelector... selectors) {
    return LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
  }

  private List<String> logged(Runnable body) {
    output.of(
        () -> {
          body.run();
          return "";
        });
    return output.logged();
  }

  static class OnlyThatMethodCase {
    @WithFakeServer
    void sendsOneMail(FakeServer server) {}
  }

  static class AmongOthersCase {
    @WithFakeServer(name = "one")
    @WithFakeServer(name = "two")
    void sendsTwoMails(@Fake("one") FakeServer one, @Fake("two") FakeServer two) {}

    @Test
    void test() {}

    @Nested
    class Inner {
      @WithFakeServer
      void sendsNone(FakeServer server) {}
    }
  }

  @Test
  void theLauncherWarnsOnceOfMethodsThatLackTheirAnnotation() {
    List<String> warnings =
        logged(
            () -> {
              for (int i = 0; i < 2; i++) {
                LauncherFactory.create()
                    .discover(
                        request(
                            selectClass(OnlyThatMethodCase.class),
                            selectClass(AmongOthersCase.class)));
              }
            });
    String rest =
        " has @WithFakeServer and is no test; add @Test, or put the annotation on the class";
    assertThat(warnings)
        .containsExactly(
            "WARNING SelectedClassesTest.OnlyThatMethodCase.sendsOneMail" + rest,
            "WARNING SelectedClassesTest.AmongOthersCase.sendsTwoMails" + rest,
            "WARNING SelectedClassesTest.AmongOthersCase.Inner.sendsNone" + rest);
  }

  @WithFakeServer
  static class AnnotatedCase {
    @Test
    void test() {}
  }

  static class AnnotatedMethodCase {
    @WithFakeServer
    @Test
    void test() {}
  }

  static class AnnotatedInsideCase {
    @Nested
    class Inner {
      @WithFakeServer(name = "one")
      @WithFakeServer(name = "two")
      @Test
      void test() {}
    }
  }

  static class PlainCase {
    @Test
    void test() {}
  }

  @ParameterizedTest
  @ValueSource(
      classes = {AnnotatedCase.class, AnnotatedMethodCase.class, AnnotatedInsideCase.class})
  void aJupiterThatIsTooOldEndsTheRunOfClassesThatHaveTheAnnotation(Class<?> cases) {
    LauncherDiscoveryRequest request = request(selectClass(PlainCase.class), selectClass(cases));
    assertThatThrownBy(() -> SelectedClasses.check(request, "too old"))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("too old");
    assertThatCode(() -> SelectedClasses.check(request, null)).doesNotThrowAnyException();
  }

  @Test
  void whoHasNoSuchAnnotationMayRunOnAnyJupiter() {
    assertThat(
            logged(() -> SelectedClasses.check(request(selectClass(PlainCase.class)), "too old")))
        .isEmpty();
  }

  @Test
  void aJupiterThatIsTooOldIsWarnedOfWhereItIsNotKnownWhichClassesWillRun() {
    assertThat(
            logged(() -> SelectedClasses.check(request(selectPackage("com.acme")), "is too old")))
        .containsExactly("WARNING is too old");
  }

  @Test
  void aClassThatCannotBeLoadedIsLeftToJunit() {
    assertThatCode(() -> SelectedClasses.check(request(selectClass("com.acme.Missing")), "too old"))
        .doesNotThrowAnyException();
  }
}
