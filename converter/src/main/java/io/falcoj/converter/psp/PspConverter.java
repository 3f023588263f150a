// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.psp.PspReader.ReadFile;
import io.falcoj.converter.psp.PspReader.ReadPolicy;
import io.falcoj.engine.yaml.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns PodSecurityPolicies into Falco rules that alert on what a policy would refuse.
 *
 * <pre>{@code
 * Conversion conversion = PspConverter.standard().convert(List.of(SourceText.of(path, text)));
 * conversion.diagnostics().forEach(diagnostic -> log(diagnostic.toText()));
 * load(conversion.rules());
 * }</pre>
 *
 * <p>The same policies give the same text. Instances are immutable and may be shared.
 */
public final class PspConverter {

  private static final String HEADER =
      "Made by falcoj from PodSecurityPolicies. To change a rule, change the policy.";

  private static final List<String> FOR_FALCO =
      List.of(
          "falcoj tells every violation of a pod, whatever rule_matching says. Falco cannot load",
          "the rules on audit events: fields pod.* are falcoj's own. It can load those on system",
          "calls, and needs rule_matching: all in falco.yaml to tell every violation of them.");

  private final boolean strict;
  private final TokenVolumeMode tokenVolume;

  private PspConverter(boolean strict, TokenVolumeMode tokenVolume) {
    this.strict = strict;
    this.tokenVolume = tokenVolume;
  }

  /** Takes partial policies too: those that lack a strategy Kubernetes requires. */
  public static PspConverter standard() {
    return new PspConverter(false, TokenVolumeMode.AUTO);
  }

  /** Takes only what an API server would store and admission would use. */
  public static PspConverter strict() {
    return new PspConverter(true, TokenVolumeMode.AUTO);
  }

  /** The same, with another answer to which token a pod has; {@code AUTO} unless called. */
  public PspConverter withTokenVolume(TokenVolumeMode mode) {
    return new PspConverter(strict, mode);
  }

  /**
   * Converts all policies of all files into one rules file.
   *
   * @param files YAML or JSON; objects beside the policies are left out with a warning, and are an
   *     error where there is no policy at all
   */
  public Conversion convert(List<SourceText> files) {
    List<PolicyDiagnostic> diagnostics = new ArrayList<>();
    List<RulesItem> items = new ArrayList<>();
    List<ConvertedPolicy> policies = new ArrayList<>();
    Identifiers identifiers = new Identifiers();
    List<ReadFile> readFiles = files.stream().map(PspReader::read).toList();
    boolean hasPolicy = readFiles.stream().anyMatch(read -> !read.policies().isEmpty());
    for (ReadFile read : readFiles) {
      diagnostics.addAll(read.diagnostics());
      if (hasPolicy && !read.others().isEmpty()) {
        diagnostics.add(read.aboutOthers());
      } else {
        read.others().forEach(other -> diagnostics.addAll(other.text().diagnostics()));
      }
      for (ReadPolicy policy : read.policies()) {
        PolicyText text = policy.text();
        if (policy.policy() != null) {
          PspValidator.validate(policy.policy(), text, strict);
        }
        if (policy.policy() != null && !text.hasErrors()) {
          policies.add(convert(policy.policy(), text, identifiers, items));
        }
        diagnostics.addAll(text.diagnostics());
      }
    }
    boolean refused = diagnostics.stream().anyMatch(PolicyDiagnostic::isError);
    return refused
        ? new Conversion("", diagnostics, List.of())
        : new Conversion(RulesWriter.write(comment(policies), items), diagnostics, policies);
  }

  private ConvertedPolicy convert(
      PodSecurityPolicy policy, PolicyText text, Identifiers identifiers, List<RulesItem> items) {
    String identifier = identifiers.of(policy.name());
    PolicyRules rules = PolicyRules.of(policy, identifier, tokenVolume);
    items.addAll(rules.items());
    if (policy.isPartial()) {
      text.warning(
          "",
          "the policy is partial, so only what it says is judged; Kubernetes would refuse it,"
              + " because it lacks "
              + policy.spec().missingStrategies().stream()
                  .map(strategy -> "spec." + strategy)
                  .collect(Collectors.joining(", ")));
    }
    if (!rules.notJudged().isEmpty()) {
      text.warning(
          "",
          "the policy restricts what falcoj does not judge yet: "
              + String.join(", ", rules.notJudged()));
    }
    if (!rules.judgesAnything()) {
      text.warning("", "the policy forbids nothing that falcoj judges");
    }
    return new ConvertedPolicy(
        text.source().name(),
        policy.name(),
        identifier,
        policy.scope(),
        policy.isPartial(),
        rules.notJudged(),
        rules.tokenVolume(),
        rules.rules());
  }

  /**
   * Whether the comment at the beginning of a rules file says that a converter wrote it; it may
   * have been changed since.
   */
  public static boolean wrote(String rules) {
    return SavedPolicies.commentOf(rules).contains(HEADER);
  }

  /** The policies that a rules file was made from; none if a converter did not write it. */
  public static List<ConvertedPolicy> policiesOf(SourceText rules) {
    return wrote(rules.content()) ? SavedPolicies.read(rules) : List.of();
  }

  private static List<String> comment(List<ConvertedPolicy> policies) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    lines.addAll(FOR_FALCO);
    for (ConvertedPolicy policy : policies) {
      lines.add("");
      lines.addAll(SavedPolicies.comment(policy));
    }
    return lines;
  }
}
