package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An installation that cannot work ends at once, with a sentence on what to do. */
class RefusalTests {
    private static final String KEY = "llamacloud: {apiKey: {existingSecret: llamacloud}}\n";

    @Test
    void saysHowToChooseAMode() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().withNothingBut(KEY)).withMessageContainingAll(
                        "callers.mode is not chosen", "--set callers.mode=", "token  ", "jwt  ",
                        "certificate  ", "open  ");
    }

    @Test
    void saysHowToGiveAKey() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().withNothingBut("callers: {mode: open}"))
                .withMessageContainingAll("There is no API key", "kubectl create secret",
                        "--set llamacloud.apiKey.existingSecret=");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().withNothingBut("callers: {mode: jwt}"))
                .withMessageContainingAll("There is no API key", "callers.jwt.issuer",
                        "callers.jwt.audience", "callers.jwt.rules");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            callers: {mode: token} | callers.mode is token, but nobody is listed
            callers: {mode: token, tokens: {existingSecret: a, \
            externalSecret: {secretStoreRef: {name: b}}}} \
            | callers.tokens takes one of
            llamacloud: {apiKey: {value: llx-1}} | llamacloud.apiKey takes one of
            callers: {mode: jwt, jwt: {jwksUri: 'https://a'}} \
            | callers.jwt.jwksUri is for keysFrom issuer
            callers: {mode: certificate} | callers.certificates names no caller
            callers: {certificates: [{match: a, projects: ['*']}]} \
            | Callers by certificates take TLS
            tls: {clientCa: {existingSecret: ca}} | tls.clientCa is of no use
            autoscaling: {enabled: true, maxReplicas: 1} | autoscaling.maxReplicas is less
            llamacloud: {budget: {periodSeconds: 86400}} | more than a day
            ingress: {enabled: true} | ingress.enabled takes a host name
            httpRoute: {enabled: true} | httpRoute.enabled takes a gateway
            """)
    void saysWhatIsMissingOrCannotBeTogether(String values, String sentence) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().with(values)).withMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config: {llamagate: {llamacloud: {api-key: llx-1}}}
            config: {llamagate: {llamacloud: {apiKey: llx-1}}}
            config: {llamagate.llamacloud.api-key: llx-1}
            config: {LLAMA_CLOUD_API_KEY: llx-1}
            """)
    void letsNoKeyIntoTheConfigMap(String values) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().with(values))
                .withMessageContaining("no place for an API key");
    }
}
