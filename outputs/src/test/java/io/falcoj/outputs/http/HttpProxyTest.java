// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment names, as libcurl has it. */
class HttpProxyTest {

  @ParameterizedTest
  @CsvSource({
    "http://h/, http_proxy=http://p:3128, p:3128",
    "HTTP://h/, http_proxy=http://p:3128/, p:3128",
    "http://h/, HTTP_PROXY=http://p:3128,",
    "http://h/, https_proxy=http://p:3128,",
    "https://h/, http_proxy=http://p:3128,",
    "https://h/, https_proxy=http://p:3128, p:3128",
    "https://h/, HTTPS_PROXY=http://p:3128, p:3128",
    "https://h/, https_proxy=http://a:1 HTTPS_PROXY=http://b:2, a:1",
    "https://h/, https_proxy= HTTPS_PROXY=http://b:2, b:2",
    "http://h/, all_proxy=http://p:3128, p:3128",
    "https://h/, ALL_PROXY=http://p:3128, p:3128",
    "http://h/, http_proxy=http://a:1 all_proxy=http://b:2, a:1",
    "http://h/, all_proxy=http://a:1 ALL_PROXY=http://b:2, a:1",
    "http://h/, http_proxy=p, p:1080",
    "http://h/, http_proxy=p:3128, p:3128",
    "http://h/, http_proxy=HTTP://p, p:1080",
    "http://h/, http_proxy=http://[::1]:3128, [::1]:3128",
    "http://h/, http_proxy=http://p:3128 no_proxy=h,",
    "http://h/, http_proxy=http://p:3128 NO_PROXY=h,",
    "http://h/, http_proxy=http://p:3128 no_proxy=g NO_PROXY=h, p:3128",
    "http://h/, http_proxy=http://p:3128 no_proxy= NO_PROXY=h,",
    "http://h/, PATH=/bin,",
  })
  void theEnvironmentNamesTheProxy(URI url, String environment, String proxy) throws IOException {
    HttpProxy found = HttpProxy.of(url, variables(environment));
    assertThat(found == null ? null : found.toString()).isEqualTo(proxy);
  }

  @Test
  void aProxyMayWantAPassword() throws IOException {
    HttpProxy proxy =
        HttpProxy.of(URI.create("http://h/"), Map.of("http_proxy", "jane:s%40cret@p:3128"));
    assertThat(proxy).isEqualTo(new HttpProxy("p", 3128, "jane:s@cret"));
    assertThat(proxy).asString().isEqualTo("p:3128");
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://me:secret@p:1080, names a proxy of kind socks5",
    "https://me:secret@p:443, names a proxy of kind https",
    "http://me:sec ret@p:443, names no proxy",
    "http://:3128, names no proxy",
    "http://me:secret@, names no proxy",
  })
  void whatCannotBeUsedIsAnErrorThatShowsNoPassword(String value, String problem) {
    assertThatThrownBy(() -> HttpProxy.of(URI.create("http://h/"), Map.of("http_proxy", value)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http_proxy " + problem)
        .hasMessageNotContaining("sec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host | * | true",
        "host | *,other | false",
        "host | host | true",
        "HOST | host | true",
        "host. | host | true",
        "host | HOST. | true",
        "host | other, host | true",
        "host | other host | true",
        "host | other,,host | true",
        "a.example.com | example.com | true",
        "a.example.com | .example.com | true",
        "example.com | .example.com | true",
        "notexample.com | example.com | false",
        "example.com | a.example.com | false",
        "a.example.com | *.example.com | false",
        "a.example.com | . | false",
        "a.example.com | com | true",
        "192.168.0.1 | 192.168.0.1 | true",
        "192.168.0.1 | 192.168.0.2 | false",
        "192.168.0.1 | 0.1 | false",
        "192.168.0.1 | 192.168.0.0/16 | true",
        "192.169.0.1 | 192.168.0.0/16 | false",
        "192.168.0.129 | 192.168.0.128/25 | true",
        "192.168.0.127 | 192.168.0.128/25 | false",
        "192.168.0.1 | 192.168.0.0/33 | false",
        "192.168.0.1 | 192.168.0.0/x | false",
        "192.168.0.1 | ::/1 | false",
        "[::1] | ::1 | true",
        "[::1] | [::1] | true",
        "[::1] | 0:0:0:0:0:0:0:1 | true",
        "[fd00::1] | fd00::/8 | true",
        "[fe00::1] | fd00::/8 | false",
        "host | fd00::/8 | false",
        "999.1.1.1 | 999.1.1.1 | true",
        "fe.80 | ::zz | false",
      })
  void someHostsAreAskedWithoutProxy(String host, String exceptions, boolean isMatch) {
    assertThat(new ProxyExceptions(exceptions).match(host)).isEqualTo(isMatch);
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new HashMap<>();
    for (String variable : text.split(" ")) {
      String[] parts = variable.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }
}
