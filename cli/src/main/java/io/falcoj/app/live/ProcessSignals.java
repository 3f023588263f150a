// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals of the operating system. Java has them in a package that the compiler warns of
 * without end, so it is reached by reflection; a Java without it runs all the same.
 */
public final class ProcessSignals {

  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessSignals.class);

  private ProcessSignals() {}

  /**
   * Has something done whenever a signal arrives, on a thread of the JVM.
   *
   * @param name without {@code SIG}
   */
  public static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object runner =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(proxy, method, arguments, action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), runner);
    } catch (ReflectiveOperationException e) {
      Throwable reason = e instanceof InvocationTargetException ? e.getCause() : e;
      LOGGER.warn("the signal SIG{} is not looked at: {}", name, reason.toString());
    }
  }

  private static @Nullable Object answer(
      Object proxy, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "signal handler";
    };
  }
}
