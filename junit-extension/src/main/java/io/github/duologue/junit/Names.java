package io.github.duologue.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;

/** Names classes and methods as people say them, without packages. */
final class Names {
  private Names() {}

  /** Names a class after those that enclose it: {@code Outer.Inner}. */
  static String of(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return (enclosing == null ? "" : of(enclosing) + ".") + type.getSimpleName();
  }

  /** Names a method or constructor: {@code Outer.Inner.method}, {@code new Outer.Inner}. */
  static String of(Executable executable) {
    return executable instanceof Method method
        ? of(method.getDeclaringClass(), method)
        : "new " + of(executable.getDeclaringClass());
  }

  /** Names a method: {@code Outer.Inner.method}. */
  static String of(Class<?> type, Method method) {
    return of(type) + "." + method.getName();
  }
}
