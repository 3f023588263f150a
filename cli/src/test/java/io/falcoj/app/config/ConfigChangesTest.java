// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigChangesTest {

  @Test
  void onlyWhatIsNotAboutRulesNeedsARestart() throws ConfigException {
    FalcoConfig before = FalcoConfig.STANDARD;
    FalcoConfig now =
        before.withOptions(
            List.of(
                "json_output=true",
                "priority=warning",
                "rules[]={disable: {tag: x}}",
                "webserver.enabled=true",
                "file_output.filename=/x"));
    assertThat(ConfigChanges.needingRestart(before, now))
        .containsExactly("file_output.filename", "webserver.enabled");
  }

  @Test
  void whatStaysNeedsNothing() throws ConfigException {
    FalcoConfig config = FalcoConfig.STANDARD.with("webserver.enabled", "true");
    assertThat(ConfigChanges.needingRestart(config, config.with("webserver.enabled", "true")))
        .isEmpty();
  }
}
