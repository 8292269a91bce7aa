package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.fault.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Swagger UI in a real browser. */
class SwaggerUiTests extends GatewayTest {
    private static final By OPERATION = By.cssSelector("[id$=getBatchJobStatus]");

    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @RegisterExtension
    private static final Browser browser = new Browser();

    @Test
    void showsBothPathsAndNoError() throws Exception {
        browser.driver().get(address("/swagger-ui.html").toString());
        browser.waitFor(OPERATION);
        assertThat(browser.driver().findElement(By.cssSelector(".info .title")).getText())
                .contains("Llamagate");
        assertThat(browser.driver().findElements(By.cssSelector(".opblock-summary-path")))
                .extracting(WebElement::getText)
                .contains("/batch-jobs/{jobId}/status",
                        "/api/v1/beta/batch-processing/{job_id}");
        browser.screenshot("swagger-ui");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void asksForAStatusWhenTried() throws Exception {
        llamaCloudTells("running");
        browser.driver().get(address("/swagger-ui.html").toString());
        assertThat(tryIt()).startsWith("200").contains("\"status\": \"running\"",
                "cache-status: llamagate; fwd=uri-miss; fwd-status=200; stored");
        browser.screenshot("swagger-ui-tried");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void showsAJobOfTheDemoWhenItsExampleIsTried() throws Exception {
        DemoLlamaCloud demo = new DemoLlamaCloud(InstantSource.system());
        try (Gateway gateway = new Gateway(demo.start())) {
            browser.driver().get(swaggerUi(gateway));
            open();
            choose("A job of the demo");
            assertThat(execute()).startsWith("200").contains("\"id\": \"bjb-demo-fast\"");
        } finally {
            demo.stop();
        }
    }

    @Test
    void asksForATokenWhereOneIsWantedAndForgetsItWithThePage(@TempDir Path directory)
            throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens.yml"), """
                callers:
                  - {name: one, sha256: ["%s"], projects: ["*"]}
                """.formatted(SHA256_OF_ABC));
        llamaCloudTells("running");
        try (Gateway gateway = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens)) {
            String page = swaggerUi(gateway);
            browser.driver().get(page);
            authorize("abc");
            assertThat(tryIt()).startsWith("200");
            browser.driver().get("about:blank");
            browser.driver().get(page);
            assertThat(tryIt()).startsWith("401");
        }
    }

    private static String swaggerUi(Gateway gateway) {
        return "http://127.0.0.1:%d/swagger-ui.html".formatted(gateway.port());
    }

    private void authorize(String token) {
        browser.waitFor(By.cssSelector("button.authorize")).click();
        browser.waitFor(By.cssSelector(".auth-container input")).sendKeys(token);
        browser.waitFor(By.cssSelector(".auth-btn-wrapper button.authorize")).click();
        browser.waitFor(By.cssSelector("button.btn-done")).click();
    }

    /** What is shown of the answer to a question for the example's job. */
    private String tryIt() {
        open();
        return execute();
    }

    private void open() {
        browser.waitFor(OPERATION).findElement(By.cssSelector(".opblock-summary-control")).click();
    }

    private void choose(String example) {
        new Select(
                browser.waitFor(By.cssSelector("[id$=getBatchJobStatus] .examples-select select")))
                .selectByVisibleText(example);
    }

    private String execute() {
        browser.waitFor(By.cssSelector("[id$=getBatchJobStatus] button.execute")).click();
        return browser.waitFor(
                By.cssSelector("[id$=getBatchJobStatus] .live-responses-table .response"))
                .getText();
    }
}
