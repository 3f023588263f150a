// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.IOException;
import java.util.Map;

/**
 * Receives what request bodies come to. Called by several threads at the same time; the pieces of
 * one body come one after another, in its order.
 *
 * @param <R> what a piece of a body comes to
 */
public interface WebhookListener<R> {

  /**
   * Makes safe what a piece of a body came to, and returns when it is. The body is answered with
   * 200 when this has returned for all of its pieces, else with 503, so that it is sent again.
   *
   * @throws WebhookOverloadException if there is no room for it now
   * @throws IOException if it could not be made safe
   */
  void batch(R result) throws IOException;

  /**
   * A record could not be read; it was skipped. The file of the problem is what the request is
   * called. Called for the first problems of a second only.
   */
  void problem(ReadProblem problem);

  /**
   * Something is to be said of events that were read. Called for the first of a kind only: what a
   * sender does once it does always.
   */
  void note(ReadNote note);

  /** So many problems more of each kind were not told one by one. */
  void untoldProblems(Map<ReadProblem.Kind, Long> counts);

  /**
   * A body was not read to its end, or could not be made safe; its sender was told to send it
   * again. Called for the first of a second only.
   *
   * @param client what the request is called: {@code request from 10.0.0.1}
   */
  void refused(String client, Throwable cause);

  /**
   * A request was no body of events, and answered with an error that sending it again does not
   * help. Called for the first of a second only.
   *
   * @param client what the request is called
   * @param answer the status, and what it means: {@code 404 Not Found}
   */
  void rejected(String client, String answer);
}
