// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;

/**
 * A policy that became rules.
 *
 * @param file name of the file it stands in
 * @param name as its author wrote it
 * @param identifier what stands for the name in rules and macros: letters, digits and underscores,
 *     different for every policy of a run
 * @param partial whether it lacks a strategy that Kubernetes requires
 * @param notJudged properties that it restricts and no rule judges
 * @param tokenVolume which token comes with a pod that it is asked about
 * @param rules names of its rules, in the order of the rules file
 */
public record ConvertedPolicy(
    String file,
    String name,
    String identifier,
    PolicyScope scope,
    boolean partial,
    List<String> notJudged,
    TokenVolumeMode tokenVolume,
    List<String> rules) {

  public ConvertedPolicy {
    notJudged = List.copyOf(notJudged);
    rules = List.copyOf(rules);
  }
}
