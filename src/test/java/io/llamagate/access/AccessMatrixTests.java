package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets what: every mode, caller, project and endpoint, remembered or not. */
class AccessMatrixTests {
    private static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());
    private static final Map<Mode, Door> doors = new EnumMap<>(Mode.class);

    private static Issuer issuer;

    @TempDir
    private static Path directory;

    /** How the gateway tells callers apart. */
    enum Mode {
        OPEN,
        TOKEN,
        JWT,
        CERTIFICATE
    }

    /** The project that a request names. */
    enum Project {
        NONE(""),
        OWN("?project_id=proj-a"),
        FOREIGN("?project_id=proj-b");

        private final String query;

        Project(String query) {
            this.query = query;
        }
    }

    /** The job that is asked about, as LlamaCloud knows it. */
    enum Job {
        OWN,
        FOREIGN,
        MISSING
    }

    record Cell(Mode mode, Who who, Project project, Job job, Endpoint endpoint,
            boolean remembered) {
    }

    @BeforeAll
    static void open() throws Exception {
        llamaCloud.start();
        llamaCloud.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        llamaCloud.stubFor(get(urlPathMatching(".*/bjb-OWN.*")).willReturn(okJson(job("prj-A"))));
        llamaCloud.stubFor(
                get(urlPathMatching(".*/bjb-FOREIGN.*")).willReturn(okJson(job("proj-b"))));
        issuer = new Issuer();
        doors.put(Mode.OPEN, Door.open(llamaCloud.baseUrl()));
        doors.put(Mode.TOKEN, Door.token(llamaCloud.baseUrl(), directory));
        doors.put(Mode.JWT, Door.jwt(llamaCloud.baseUrl(), issuer));
        doors.put(Mode.CERTIFICATE, Door.certificate(llamaCloud.baseUrl(), directory));
    }

    @AfterAll
    static void close() {
        doors.values().forEach(Door::close);
        issuer.close();
        llamaCloud.stop();
    }

    static Stream<Cell> cells() {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> Arrays.stream(Who.values()).flatMap(who -> Arrays
                        .stream(Project.values())
                        .flatMap(project -> Arrays.stream(Job.values()).flatMap(job -> Arrays
                                .stream(Endpoint.values())
                                .flatMap(endpoint -> Stream.of(true, false).map(
                                        remembered -> new Cell(mode, who, project, job, endpoint,
                                                remembered)))))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellIsDecided(Cell cell) throws Exception {
        String job = freshJob(cell.job());
        if (cell.remembered()) {
            door(cell.mode()).ask(Who.UNRESTRICTED, status(job) + cell.project().query);
        }
        Told told = cell.endpoint().ask(door(cell.mode()), cell.who(), job, cell.project().query);
        assertThat(told.status()).isEqualTo(decision(cell));
        if (told.status() != 200) {
            assertThat(told.text()).doesNotContain("parse", "total_items");
        }
    }

    private static int decision(Cell cell) {
        Who who = cell.mode() == Mode.OPEN ? Who.UNRESTRICTED : cell.who();
        return switch (who) {
            case NOBODY -> 401;
            case STRANGER -> cell.mode() == Mode.JWT ? 403 : 401;
            case RESTRICTED -> cell.project() == Project.FOREIGN
                    ? 403
                    : cell.job() == Job.OWN ? 200 : 404;
            case UNRESTRICTED -> cell.job() == Job.MISSING ? 404 : 200;
        };
    }

    @ParameterizedTest
    @EnumSource
    void whoMayAskMayStillAfterAWait(Mode mode) throws Exception {
        HttpResponse<String> response = door(mode).ask(Who.UNRESTRICTED,
                status(freshJob(Job.OWN)), "Prefer", "wait=1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=1");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "JWT", "CERTIFICATE"})
    void aForeignJobAndAMissingOneAreTheSame(Mode mode) throws Exception {
        for (int again = 0; again < 2; again++) {
            assertThat(traceless(door(mode).ask(Who.RESTRICTED, status("bjb-FOREIGN-same"))))
                    .isEqualTo(traceless(door(mode).ask(Who.RESTRICTED, status("bjb-GONENOW-same")))
                            .replace("GONENOW", "FOREIGN"));
        }
    }

    /** An answer is not told to be remembered to who must not know that there is one. */
    @ParameterizedTest
    @CsvSource({"Cache-Control,only-if-cached", "If-None-Match,*", "Cache-Control,max-stale"})
    void noConditionTellsAForeignJobFromAMissingOne(String header, String value)
            throws Exception {
        door(Mode.TOKEN).ask(Who.UNRESTRICTED, status("bjb-FOREIGN-known"));
        HttpResponse<String> foreign = door(Mode.TOKEN).ask(Who.RESTRICTED,
                status("bjb-FOREIGN-known"), header, value);
        HttpResponse<String> missing = door(Mode.TOKEN).ask(Who.RESTRICTED,
                status("bjb-GONENOW-known"), header, value);
        assertThat(traceless(foreign))
                .isEqualTo(traceless(missing).replace("GONENOW", "FOREIGN"));
    }

    /** Nor does what is remembered of it, while a missing one cannot be asked about. */
    @Test
    void aForeignJobAndAMissingOneAreTheSameWhileLlamaCloudFails() throws Exception {
        String finished = job("proj-b").replace("running", "completed");
        llamaCloud.stubFor(
                get(urlPathMatching(".*/bjb-FOREIGN-done")).willReturn(okJson(finished)));
        door(Mode.TOKEN).ask(Who.UNRESTRICTED, status("bjb-FOREIGN-done"));
        llamaCloud.stubFor(
                get(urlPathMatching(".*-done")).willReturn(aResponse().withStatus(500)));
        await().untilAsserted(() -> assertThat(
                traceless(door(Mode.TOKEN).ask(Who.RESTRICTED, status("bjb-FOREIGN-done"))))
                .startsWith("502")
                .isEqualTo(traceless(door(Mode.TOKEN).ask(Who.RESTRICTED,
                        status("bjb-GONENOW-done"))).replace("GONENOW", "FOREIGN")));
    }

    @Test
    void noListTellsThemApartEitherWhileLlamaCloudFails() throws Exception {
        String finished = job("proj-b").replace("running", "completed");
        llamaCloud.stubFor(
                get(urlPathMatching(".*/bjb-FOREIGN-end")).willReturn(okJson(finished)));
        door(Mode.TOKEN).ask(Who.UNRESTRICTED, status("bjb-FOREIGN-end"));
        llamaCloud.stubFor(get(urlPathMatching(".*-end")).willReturn(aResponse().withStatus(500)));
        await().untilAsserted(() -> assertThat(door(Mode.TOKEN).ask(Who.RESTRICTED,
                "/batch-jobs/status?ids=bjb-FOREIGN-end,bjb-GONENOW-end").body())
                .contains("upstream-failed").doesNotContain("job-not-found"));
    }

    @ParameterizedTest
    @CsvSource({"/problems,200,200", "/problems/unauthenticated,200,200", "/v3/api-docs,200,200",
        "/swagger-ui.html,302,302", "/watch,200,200", "/watch/main.js,200,200",
        "/watch?ids=bjb-1,200,200", "/watch/nope,404,404", "/nope,404,401",
        "/actuator/health,404,401",
        "/batch-jobs//status,400,401"})
    void pagesAreForAllAndTheRestForCallers(String path, int open, int closed) throws Exception {
        for (Mode mode : Mode.values()) {
            assertThat(door(mode).ask(Who.NOBODY, path).statusCode())
                    .isEqualTo(mode == Mode.OPEN ? open : closed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthAndMetricsAreForWhomReachesTheirPort(Mode mode) throws Exception {
        assertThat(door(mode).askManagement("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(door(mode).askManagement("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(door(mode).askManagement("/actuator/env").statusCode())
                .isIn(401, 404);
    }

    @ParameterizedTest
    @CsvSource({"TOKEN,NOBODY,Bearer realm=\"llamagate\"",
        "TOKEN,STRANGER,'Bearer realm=\"llamagate\", error=\"invalid_token\"'",
        "CERTIFICATE,STRANGER,Bearer realm=\"llamagate\""})
    void challengesWhoIsNotKnown(Mode mode, Who who, String challenge) throws Exception {
        HttpResponse<String> response = door(mode).ask(who, status("bjb-OWN"));
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue(challenge);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void noTokenEverTravelsUpstream() throws Exception {
        for (Mode mode : Mode.values()) {
            door(mode).ask(Who.UNRESTRICTED, status(freshJob(Job.OWN)));
        }
        assertThat(llamaCloud.getAllServeEvents()).isNotEmpty().allSatisfy(
                event -> assertThat(event.getRequest().header("Authorization").values())
                        .containsExactly("Bearer llx-test-key"));
    }

    private static Door door(Mode mode) {
        return Objects.requireNonNull(doors.get(mode));
    }

    private static String status(String job) {
        return "/batch-jobs/" + job + "/status";
    }

    private static String freshJob(Job job) {
        return "bjb-" + job + "-" + UUID.randomUUID();
    }

    private static String traceless(HttpResponse<String> response) {
        return response.statusCode() + " "
                + response.body().replaceFirst("\"traceId\":\"\\w+\"", "") + response.headers()
                        .map().entrySet().stream().filter(header -> !"date".equals(header.getKey())
                                && !header.getKey().startsWith("ratelimit"))
                        .toList();
    }

    private static String job(String project) {
        return """
                {"job":{"status":"running","id":"bjb-1","project_id":"%s","job_type":"parse",\
                "total_items":3},"progress_percentage":33.3}""".formatted(project);
    }
}
