package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.llamagate.fault.Gateway;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Swagger UI in a real browser. Without Chromium and its driver the tests are skipped, except in
 * continuous integration, which installs them.
 */
class SwaggerUiTests extends GatewayTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final By OPERATION = By.cssSelector("[id$=getBatchJobStatus]");

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() {
        assumeTrue(
                "true".equals(System.getenv("CI"))
                        || (Files.exists(CHROMIUM) && Files.exists(DRIVER)),
                "needs Chromium at " + CHROMIUM + " and its driver at " + DRIVER);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toFile())
                .addArguments("--headless", "--no-sandbox", "--window-size=1280,2400");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile()).build(), options);
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void showsBothPathsAndNoError() throws Exception {
        browser.get(address("/swagger-ui.html").toString());
        waitFor(OPERATION);
        assertThat(browser.findElement(By.cssSelector(".info .title")).getText())
                .contains("Llamagate");
        assertThat(browser.findElements(By.cssSelector(".opblock-summary-path")))
                .extracting(WebElement::getText)
                .contains("/batch-jobs/{jobId}/status",
                        "/api/v1/beta/batch-processing/{job_id}");
        screenshot("swagger-ui");
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
    }

    @Test
    void asksForAStatusWhenTried() throws Exception {
        llamaCloudTells("running");
        browser.get(address("/swagger-ui.html").toString());
        assertThat(tryIt()).startsWith("200").contains("\"status\": \"running\"",
                "cache-status: llamagate; fwd=uri-miss; fwd-status=200; stored");
        screenshot("swagger-ui-tried");
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
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
            String page = "http://127.0.0.1:%d/swagger-ui.html".formatted(gateway.port());
            browser.get(page);
            authorize("abc");
            assertThat(tryIt()).startsWith("200");
            browser.get("about:blank");
            browser.get(page);
            assertThat(tryIt()).startsWith("401");
        }
    }

    private void authorize(String token) {
        waitFor(By.cssSelector("button.authorize")).click();
        waitFor(By.cssSelector(".auth-container input")).sendKeys(token);
        waitFor(By.cssSelector(".auth-btn-wrapper button.authorize")).click();
        waitFor(By.cssSelector("button.btn-done")).click();
    }

    /** What is shown of the answer to a question for the example's job. */
    private String tryIt() {
        waitFor(OPERATION).findElement(By.cssSelector(".opblock-summary-control")).click();
        waitFor(By.cssSelector("[id$=getBatchJobStatus] button.execute")).click();
        return waitFor(
                By.cssSelector("[id$=getBatchJobStatus] .live-responses-table .response"))
                .getText();
    }

    private WebElement waitFor(By what) {
        return new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(ExpectedConditions.elementToBeClickable(what));
    }

    private void screenshot(String name) throws Exception {
        File shot = browser.getScreenshotAs(OutputType.FILE);
        Path target = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(target.getParent());
        Files.move(shot.toPath(), target, StandardCopyOption.REPLACE_EXISTING);
    }
}
