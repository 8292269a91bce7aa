package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the gateway: so much and nothing more. */
class LlamaCloudRequestTests {
    private static final String PATH = "/api/v1/beta/batch-processing/bjb-1";

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    @BeforeEach
    void answer() {
        llamaCloud.answers(notFound());
    }

    @Test
    void asksOnceByGetWithoutABody() {
        assertThat(sent("", null, null)).returns(RequestMethod.GET, LoggedRequest::getMethod)
                .returns("", LoggedRequest::getBodyAsString);
    }

    @Test
    void carriesTheKeyAndThreeHeadersOfItsOwn() {
        assertThat(headers(sent("", "p", "o"))).isEqualTo(Map.of("Authorization",
                "Bearer " + Settings.KEY, "Accept", "application/json", "Accept-Encoding", "gzip",
                "User-Agent", "llamagate/1.2.3", "Host", llamaCloud.url().substring(7)));
    }

    @Test
    void hasNoQueryForAJobAlone() {
        assertThat(sent("", null, null).getUrl()).isEqualTo(PATH);
    }

    @Test
    void hasNoQueryForABlankProjectAndOrganization() {
        assertThat(sent("", " ", "").getUrl()).isEqualTo(PATH);
    }

    @Test
    void namesTheProjectAndTheOrganizationThatWereAskedFor() {
        assertThat(sent("", "p-1", "o_2").getUrl())
                .isEqualTo(PATH + "?project_id=p-1&organization_id=o_2");
        assertThat(sent("", "p-1", null).getUrl()).isEqualTo(PATH + "?project_id=p-1");
        assertThat(sent("", null, "o_2").getUrl()).isEqualTo(PATH + "?organization_id=o_2");
    }

    @ParameterizedTest
    @CsvSource({"/,''", "/prefix,/prefix", "/prefix/,/prefix", "/a/b//,/a/b"})
    void keepsThePathOfTheBaseUrlWithoutItsTrailingSlash(String basePath, String prefix) {
        assertThat(sent(basePath, null, null).getUrl()).isEqualTo(prefix + PATH);
    }

    @Test
    void sendsNoCookieThatLlamaCloudSet() {
        llamaCloud.answers(notFound().withHeader("Set-Cookie", "session=1; Path=/"));
        sent("", null, null);
        assertThat(headers(sent("", null, null))).doesNotContainKey("Cookie");
    }

    private static LoggedRequest sent(String basePath, @Nullable String project,
            @Nullable String organization) {
        llamaCloud.resetRequests();
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url() + basePath))) {
            var _ = adapter.answer(new JobRef(new JobId("bjb-1"), project, organization));
        }
        assertThat(llamaCloud.requests()).hasSize(1);
        return llamaCloud.requests().getFirst();
    }

    private static Map<String, String> headers(LoggedRequest request) {
        return request.getHeaders().all().stream()
                .collect(toMap(HttpHeader::key, HttpHeader::firstValue));
    }
}
