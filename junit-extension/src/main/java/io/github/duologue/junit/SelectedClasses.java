package io.github.duologue.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Notices what no extension can, since none is asked: that JUnit Jupiter is too old to read our
 * annotations, which ends the run, and methods with {@link WithFakeServer} that lack {@code @Test},
 * of which the system logger {@code io.github.duologue} warns. The launcher of JUnit finds this on
 * the class path by itself; nobody needs to call it. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SelectedClasses implements LauncherDiscoveryListener {
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  /** Made by the launcher. */
  public SelectedClasses() {}

  /**
   * Looks through the classes that a build or an IDE has selected.
   *
   * @param request what is to be run
   * @throws ExtensionConfigurationException if one of them has {@link WithFakeServer} and JUnit
   *     Jupiter is older than 5.12
   */
  @Override
  public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
    check(request, JupiterVersion.problem());
  }

  static void check(LauncherDiscoveryRequest request, @Nullable String tooOld) {
    List<String> forgotten = new ArrayList<>();
    boolean used = false;
    for (ClassSelector each : request.getSelectorsByType(ClassSelector.class)) {
      try {
        used |= look(each.getJavaClass(), forgotten);
      } catch (RuntimeException | LinkageError unusable) {
        // JUnit itself will say what is wrong with that class.
      }
    }
    if (tooOld != null && used) {
      throw new ExtensionConfigurationException(tooOld);
    }
    if (tooOld != null && !all(request)) {
      warn(tooOld); // what is selected by its package may use it
    }
    forgotten.forEach(SelectedClasses::warn);
  }

  private static boolean all(LauncherDiscoveryRequest request) {
    return request.getSelectorsByType(DiscoverySelector.class).stream()
        .allMatch(ClassSelector.class::isInstance);
  }

  /**
   * Tells whether a class or one nested in it has the annotation, and collects the forgotten tests.
   */
  private static boolean look(Class<?> type, List<String> forgotten) {
    boolean used = AnnotationSupport.isAnnotated(type, WithFakeServer.class);
    used |= AnnotationSupport.isAnnotated(type, WithFakeServers.class);
    for (Method each : ClassPlan.annotatedMethods(type)) {
      used = true;
      if (!ClassPlan.isTest(each)) {
        forgotten.add(ClassPlan.noTest(each));
      }
    }
    for (Class<?> each : type.getDeclaredClasses()) {
      used |= AnnotationSupport.isAnnotated(each, Nested.class) && look(each, forgotten);
    }
    return used;
  }

  private static void warn(String message) {
    if (WARNED.add(message)) { // builds select a class several times
      System.getLogger("io.github.duologue").log(System.Logger.Level.WARNING, message);
    }
  }
}
