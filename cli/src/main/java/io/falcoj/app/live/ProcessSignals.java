// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done when the operating system sends signals, until closed. Java keeps signals in a
 * class that the compiler warns of whatever it is told, so it is reached by reflection; a Java
 * without it runs all the same. One thread.
 */
public final class ProcessSignals implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessSignals.class);

  private final Deque<Runnable> undoing = new ArrayDeque<>();

  /**
   * Has something done whenever a signal arrives, on a thread of the JVM.
   *
   * @param name without {@code SIG}
   */
  public ProcessSignals on(String name, Runnable action) {
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
      Object signal = signalClass.getConstructor(String.class).newInstance(name);
      Object handler =
          Proxy.newProxyInstance(
              handlerClass.getClassLoader(),
              new Class<?>[] {handlerClass},
              (proxy, method, arguments) -> answer(proxy, method, arguments, action));
      Object before = handle.invoke(null, signal, handler);
      undoing.push(() -> restore(handle, signal, before));
    } catch (ReflectiveOperationException e) {
      Throwable reason = e instanceof InvocationTargetException ? e.getCause() : e;
      LOGGER.warn("the signal SIG{} is not looked at: {}", name, String.valueOf(reason));
    }
    return this;
  }

  private static @Nullable Object answer(
      Object proxy, Method method, Object @Nullable [] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "signal handler";
    };
  }

  private static void restore(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      LOGGER.debug("a signal cannot be given back", e);
    }
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    undoing.forEach(Runnable::run);
    undoing.clear();
  }
}
