/** The JUnit Jupiter extension: a fake server per test, started and judged by itself. */
@NullMarked
package io.github.duologue.junit;

import org.jspecify.annotations.NullMarked;
