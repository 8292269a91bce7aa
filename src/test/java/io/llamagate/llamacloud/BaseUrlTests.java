package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.setting.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTests {
    @ParameterizedTest
    @ValueSource(strings = {"https://api.cloud.llamaindex.ai", "https://api.cloud.eu.llamaindex.ai",
        "https://llama.example:8443/prefix"})
    void isAnyHttpsAddress(String url) {
        assertThat(baseUrl(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({"https://llama.example/,https://llama.example",
        "https://llama.example/prefix//,https://llama.example/prefix"})
    void losesTrailingSlashes(String url, String expected) {
        assertThat(baseUrl(url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP://LocalHost:8000", "http://localhost:8000",
        "http://127.0.0.1:8000",
        "http://[::1]:8000"})
    void mayBePlainHttpToThisMachine(String url) {
        assertThat(baseUrl(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://llama.example", "http://localhost.example", "http://10.0.0.1",
        "http://127.0.0.1.example", "http://[::2]"})
    void mayNotBePlainHttpToAnotherMachine(String url) {
        assertRefused(url, "is plain http");
    }

    @Test
    void mayBePlainHttpToAnotherMachineWhenThatIsAllowed() {
        assertThat(BaseUrl.of(Settings.withBaseUrl("http://llama.example", true)))
                .isEqualTo("http://llama.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.cloud.llamaindex.ai", "localhost:8000", "/prefix", "https:///path",
        "https:llama.example", "//llama.example", "",
        "https://not%20an%20address", "https://under_score.example"})
    void isAnAddressWithSchemeAndHost(String url) {
        assertRefused(url, "is not an absolute address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://llama.example", "ws://127.0.0.1", "httpss://llama.example",
        "file://llama.example"})
    void isHttp(String url) {
        assertRefused(url, "is neither https nor http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:secret@llama.example", "https://llama.example?key=secret",
        "https://llama.example#secret", "https://llama.example?", "https://@llama.example"})
    void hasNoUserNoQueryAndNoFragment(String url) {
        assertRefused(url, "has a user, a query or a fragment");
    }

    private static String baseUrl(String url) {
        return BaseUrl.of(Settings.withBaseUrl(url, false));
    }

    private static void assertRefused(String url, String problem) {
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> baseUrl(url))
                .withMessageStartingWith(
                        "llamagate.llamacloud.base-url (LLAMA_CLOUD_BASE_URL) " + problem)
                .withMessageNotContaining("secret");
    }
}
