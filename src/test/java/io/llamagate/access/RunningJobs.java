package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;

/** A LlamaCloud all of whose jobs are proj-1's, and run. */
final class RunningJobs {
    private RunningJobs() {
    }

    /** One that answers already. */
    static WireMockServer llamaCloud() {
        WireMockServer llamaCloud = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort());
        llamaCloud.start();
        llamaCloud.stubFor(get(anyUrl()).willReturn(okJson(body("running"))));
        return llamaCloud;
    }

    /** What LlamaCloud says about a job in a state. */
    static String body(String state) {
        return """
                {"job":{"status":"%s","id":"bjb-1","project_id":"proj-1",\
                "job_type":"parse","total_items":3},"progress_percentage":33.3}"""
                .formatted(state);
    }
}
