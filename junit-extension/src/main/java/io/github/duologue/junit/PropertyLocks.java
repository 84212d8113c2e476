package io.github.duologue.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps tests from running in parallel whose servers set system properties. */
final class PropertyLocks implements ResourceLocksProvider {
  private static final Set<Lock> LOCK = Set.of(new Lock(Resources.SYSTEM_PROPERTIES));

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    return locks(testClass);
  }

  @Override
  public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
    return locks(testClass);
  }

  @Override
  public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
    return locks(method);
  }

  private static Set<Lock> locks(AnnotatedElement element) {
    for (WithFakeServer each :
        AnnotationSupport.findRepeatableAnnotations(element, WithFakeServer.class)) {
      if (each.properties().length > 0) {
        return LOCK;
      }
    }
    return Set.of();
  }
}
