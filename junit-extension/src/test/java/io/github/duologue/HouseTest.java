package io.github.duologue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms of this module. */
class HouseTest {
  private static final String JUNIT = "io.github.duologue.junit..";
  private static final String FAULTS = "io.github.duologue.faults..";
  private static final String TESTCONTAINERS = "io.github.duologue.testcontainers..";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(
              "io.github.duologue.faults",
              "io.github.duologue.junit",
              "io.github.duologue.testcontainers");

  @Test
  void whoHasNoTestcontainersIsNotAskedForIt() {
    noClasses()
        .that()
        .resideInAPackage(JUNIT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TESTCONTAINERS, "org.testcontainers..")
        .check(CODE);
  }

  @Test
  void containersNeedNoExtension() {
    noClasses()
        .that()
        .resideInAPackage(TESTCONTAINERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JUNIT, "org.junit..")
        .check(CODE);
  }

  @Test
  void faultsNeedNoExtension() {
    classes()
        .that()
        .resideInAPackage(FAULTS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            FAULTS,
            "io.github.duologue.bytes",
            "io.github.duologue.network",
            "io.github.duologue.script",
            "io.github.duologue.server",
            "io.github.duologue.verdict",
            "java..",
            "org.jspecify..",
            "org.junit.jupiter.api",
            "org.opentest4j")
        .check(CODE);
  }

  @Test
  void noRoomNeedsFaults() {
    noClasses()
        .that()
        .resideInAnyPackage(JUNIT, TESTCONTAINERS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FAULTS)
        .check(CODE);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .resideInAnyPackage(FAULTS, JUNIT, TESTCONTAINERS)
        .and()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(CODE);
  }
}
