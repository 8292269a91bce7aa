package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.CallerProperties.Rule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateCallersTests {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates().make("named", "CN=orders, OU=Shop, O=Example",
                "email:orders@example.com,ip:192.0.2.1,uri:spiffe://example/orders,"
                        + "dns:orders.example");
        certificates().make("unnamed", "CN=orders, OU=Shop, O=Example", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spiffe://example/orders", "spiffe://example/*", "orders.example",
        "CN=orders,OU=Shop,O=Example", "CN=orders,*"})
    void areKnownByAUriADnsNameOrTheSubject(String match) throws Exception {
        assertThat(callerOf("named", match)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders@example.com", "192.0.2.1", "orders", "CN=orders",
        "CN=orders, OU=Shop, O=Example", "O=Example,OU=Shop,CN=orders", "orders.example.com",
        "spiffe://example/"})
    void areNotKnownByAnythingElse(String match) throws Exception {
        assertThat(callerOf("named", match)).isNull();
    }

    @Test
    void areKnownByTheSubjectWhereThereIsNoOtherName() throws Exception {
        assertThat(callerOf("unnamed", "CN=orders,OU=Shop,O=Example"))
                .returns("CN=orders,OU=Shop,O=Example", Caller::name);
        assertThat(callerOf("unnamed", "orders.example")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"CN=*|orders.example|orders.example",
        "orders.example|spiffe:*|spiffe://example/orders", "CN=*|*|spiffe://example/orders"})
    void areNamedByTheirAlternativeNamesBeforeTheirSubject(String first, String second,
            String name) throws Exception {
        assertThat(callerOf("named", first, second)).returns(name, Caller::name);
    }

    @Test
    void areNobodyWithoutARule() throws Exception {
        assertThat(callerOf("named")).isNull();
    }

    private static @Nullable Caller callerOf(String certificate, String... matches)
            throws Exception {
        List<Rule> rules = Arrays.stream(matches)
                .map(match -> new Rule(match, null, List.of("*"), null)).toList();
        return new CertificateCallers(new CallerRules(rules, TestCallers.LIMIT))
                .callerOf(certificates().get(certificate));
    }

    private static Certificates certificates() {
        return new Certificates(directory);
    }
}
