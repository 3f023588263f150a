// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.sources.signal.IgnoredSignal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done when the operating system sends signals, until closed. What is not known yet
 * how to answer can be held: then it is answered later, instead of ending the process.
 *
 * <p>Java keeps signals in a class that the compiler warns of whatever it is told, so it is reached
 * by reflection; a Java without it runs all the same. One thread.
 */
public final class ProcessSignals implements AutoCloseable {

  /** Set by the launcher if it has {@code SIGHUP} ignored until falcoj can answer it. */
  private static final String HELD_BY_LAUNCHER = "falcoj.signals.held";

  private static final Logger LOGGER = LoggerFactory.getLogger(ProcessSignals.class);

  private final Map<String, Watched> watched = new LinkedHashMap<>();

  /**
   * Remembers signals from now on, until it is said what they do.
   *
   * @param names without {@code SIG}
   */
  public ProcessSignals hold(String... names) {
    for (String name : names) {
      watch(name);
    }
    return this;
  }

  /**
   * Has something done whenever a signal arrives, on a thread of the JVM; at once if one was held.
   * A signal that was ignored when the process began, as {@code nohup} has it, stays so.
   *
   * @param name without {@code SIG}
   */
  public ProcessSignals on(String name, Runnable action) {
    if (Boolean.getBoolean(HELD_BY_LAUNCHER)) {
      neverIgnore(name);
    }
    watch(name).answerBy(action);
    return this;
  }

  /**
   * Has a signal arrive that was ignored when the process began. It is held until {@link #on} says
   * what it does.
   *
   * @param name without {@code SIG}
   */
  public ProcessSignals neverIgnore(String name) {
    Watched signal = watch(name);
    if (signal.isIgnored) {
      ignoreNoMore(name, signal);
    }
    return this;
  }

  private Watched watch(String name) {
    return watched.computeIfAbsent(name, Watched::new);
  }

  /** Java itself leaves a signal ignored that was. */
  private void ignoreNoMore(String name, Watched signal) {
    try {
      IgnoredSignal.answerLike(watch("USR1").number(), signal.number());
      signal.isIgnored = false;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOGGER.warn(
          "the signal SIG{} stays ignored, as it was when falcoj was started: {}",
          name,
          e.toString());
    }
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    watched.values().forEach(Watched::restore);
    watched.clear();
  }

  /** A signal and what is done when it arrives. */
  private static final class Watched {

    private @Nullable Object signal;
    private @Nullable Object before;
    private boolean isIgnored;
    private @Nullable Runnable action;
    private boolean isHeld;

    Watched(String name) {
      try {
        Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
        signal = signalClass().getConstructor(String.class).newInstance(name);
        before =
            handle(
                Proxy.newProxyInstance(
                    handlerClass.getClassLoader(), new Class<?>[] {handlerClass}, this::answer));
        isIgnored = before == handlerClass.getField("SIG_IGN").get(null);
      } catch (ReflectiveOperationException e) {
        Throwable reason = e instanceof InvocationTargetException ? e.getCause() : e;
        LOGGER.warn("the signal SIG{} is not looked at: {}", name, String.valueOf(reason));
      }
    }

    private static Class<?> signalClass() throws ClassNotFoundException {
      return Class.forName("sun.misc.Signal");
    }

    /** Returns the handler from before. */
    private Object handle(Object handler) throws ReflectiveOperationException {
      return signalClass()
          .getMethod("handle", signalClass(), Class.forName("sun.misc.SignalHandler"))
          .invoke(null, signal, handler);
    }

    int number() throws ReflectiveOperationException {
      return (int) signalClass().getMethod("getNumber").invoke(signal);
    }

    private @Nullable Object answer(
        Object proxy, Method method, Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "handle" -> {
          arrived();
          yield null;
        }
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "signal handler";
      };
    }

    private void arrived() {
      Runnable known;
      synchronized (this) {
        known = action;
        isHeld = known == null;
      }
      if (known != null) {
        known.run();
      }
    }

    void answerBy(Runnable newAction) {
      boolean wasHeld;
      synchronized (this) {
        action = newAction;
        wasHeld = isHeld;
        isHeld = false;
      }
      if (wasHeld) {
        newAction.run();
      }
    }

    void restore() {
      try {
        if (before != null) {
          handle(before);
        }
        if (isHeld) {
          signalClass().getMethod("raise", signalClass()).invoke(null, signal);
        }
      } catch (ReflectiveOperationException e) {
        LOGGER.debug("a signal cannot be given back", e);
      }
    }
  }
}
