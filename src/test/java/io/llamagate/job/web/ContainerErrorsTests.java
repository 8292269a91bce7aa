package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import tools.jackson.databind.json.JsonMapper;

/** What leaves when the servlet container itself has to report an error. */
@ExtendWith(OutputCaptureExtension.class)
class ContainerErrorsTests {
    private static final WebServer container = container();

    @BeforeAll
    static void start() {
        container.start();
    }

    @AfterAll
    static void stop() {
        container.stop();
    }

    @ParameterizedTest
    @CsvSource({"400,400,invalid-request", "404,404,not-found", "503,503,shutting-down",
        "500,500,internal-error", "501,400,invalid-request"})
    void areProblems(int reported, int status, String code) throws Exception {
        HttpResponse<String> response = ask("/" + reported);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("secret");
    }

    @Test
    void nameAWaitWhileShuttingDown() throws Exception {
        HttpResponse<String> response = ask("/503");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(response.headers().firstValue("Proxy-Status"))
                .hasValue("edge-1; error=proxy_internal_response");
    }

    @Test
    void tellADefectByTheTraceIdThatIsLogged(CapturedOutput output) throws Exception {
        HttpResponse<String> response = ask("/throw");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret", "Exception");
        assertThat(output.getAll()).contains(JsonMapper.shared().readTree(response.body())
                .path("traceId").stringValue());
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + container.getPort() + path)).build(),
                    BodyHandlers.ofString());
        }
    }

    private static WebServer container() {
        GatewayProperties gateway = new GatewayProperties("edge-1",
                new GatewayProperties.Problems(null),
                new GatewayProperties.Cors(List.of()));
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new ContainerConfiguration()
                .containerProblems(new ProblemWriter(gateway, JsonMapper.shared()))
                .customize(factory);
        return factory.getWebServer(
                context -> context.addServlet("failing", new FailingServlet()).addMapping("/*"));
    }

    private static final class FailingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getRequestURI().equals("/throw")) {
                throw new ServletException("secret");
            }
            response.sendError(Integer.parseInt(request.getRequestURI().substring(1)), "secret");
        }
    }
}
