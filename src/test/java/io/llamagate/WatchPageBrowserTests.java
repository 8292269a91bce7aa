package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.llamagate.fault.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.json.JsonMapper;

/** The page that shows jobs, in a real browser, before a LlamaCloud that does as it is told. */
class WatchPageBrowserTests {
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final By IDS = By.id("ids");
    private static final By STATE = By.cssSelector(".job .word");
    private static final By CONNECTION = By.id("connection");
    private static final By FAILING = By.id("failing");
    private static final By TOKEN = By.id("token");

    private static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());
    private static Gateway gateway;

    @RegisterExtension
    private static final Browser browser = new Browser();

    private final String job = "bjb-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        llamaCloud.start();
        gateway = new Gateway(llamaCloud.baseUrl(), "--llamagate.llamacloud.breaker.calls=1000");
    }

    @AfterAll
    static void close() {
        gateway.close();
        llamaCloud.stop();
    }

    @Test
    void showsAJobRunToItsEndWithoutALoad() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        DemoLlamaCloud demo = new DemoLlamaCloud(now::get);
        try (Gateway before = new Gateway(demo.start())) {
            watch(before, "bjb-demo-fast");
            browser.driver().executeScript("window.loadedOnce = true");
            waitForText(STATE, "Pending");
            assertThat(barValue()).isZero();
            now.updateAndGet(time -> time.plusSeconds(10));
            waitForText(STATE, "Running");
            assertThat(barValue()).isEqualTo(50);
            browser.screenshot("watch-running");
            now.updateAndGet(time -> time.plusSeconds(10));
            waitForText(STATE, "Completed");
            assertThat(barValue()).isEqualTo(100);
            waitForText(CONNECTION, "Ended: all jobs are finished");
            assertThat(browser.driver().executeScript("return window.loadedOnce")).isEqualTo(true);
            assertThat(browser.driver().getTitle()).isEqualTo("1 of 1 finished · Llamagate");
            browser.screenshot("watch-ended");
        }
        demo.stop();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void showsThatLlamaCloudFailsAndThatItRecovers() throws Exception {
        llamaCloudAnswers(status("running", null));
        watch(gateway, job);
        waitForText(STATE, "Running");
        llamaCloudAnswers(aResponse().withStatus(500));
        waitForText(FAILING, "LlamaCloud is failing right now");
        waitForText(By.cssSelector(".job .problem"), "LlamaCloud failed");
        assertThat(barValue()).isEqualTo(33.3);
        browser.screenshot("watch-failing");
        llamaCloudAnswers(status("running", null));
        waitFor(FAILING, false);
        waitFor(By.cssSelector(".job .problem"), false);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void showsMarkupInAnErrorMessageAsText() throws Exception {
        String markup = "<img src=x onerror=alert(1)><script>alert(2)</script><b>3 files</b>";
        llamaCloudAnswers(status("failed", markup));
        watch(gateway, job);
        waitForText(By.cssSelector(".job .error .text"), markup);
        assertThat(
                browser.driver().findElements(By.cssSelector("#jobs img, #jobs script, #jobs b")))
                .isEmpty();
        assertThatExceptionOfType(NoAlertPresentException.class)
                .isThrownBy(() -> browser.driver().switchTo().alert());
        assertThat(browser.console()).isEmpty();
        browser.screenshot("watch-failed");
    }

    @Test
    void asksForATokenWhereOneIsWantedAndForgetsItWithThePage(@TempDir Path directory)
            throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens.yml"), """
                callers:
                  - {name: one, sha256: ["%s"], projects: ["*"]}
                """.formatted(SHA256_OF_ABC));
        llamaCloudAnswers(status("running", null));
        try (Gateway closed = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens)) {
            watch(closed, job);
            browser.waitFor(TOKEN).sendKeys("wrong", Keys.ENTER);
            waitForText(By.id("token-error"), "This token is not valid");
            assertThat(browser.driver().findElement(TOKEN).getDomProperty("type"))
                    .isEqualTo("password");
            browser.screenshot("watch-token");
            browser.waitFor(TOKEN).sendKeys("abc", Keys.ENTER);
            waitForText(STATE, "Running");
            waitFor(TOKEN, false);
            assertThat(browser.driver().getCurrentUrl()).endsWith("/watch?ids=" + job);
            assertThat(browser.driver().executeScript("return localStorage.length"
                    + " + sessionStorage.length + document.cookie.length")).isEqualTo(0L);
            browser.driver().navigate().refresh();
            browser.waitFor(TOKEN);
        }
    }

    @Test
    void fitsAPhone() throws Exception {
        browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width",
                360, "height", 900, "deviceScaleFactor", 2, "mobile", true));
        llamaCloudAnswers(status("failed", "x".repeat(200)));
        watch(gateway, job + "_".repeat(88), job);
        waitForText(STATE, "Failed");
        browser.driver().findElements(By.tagName("summary")).forEach(WebElement::click);
        browser.screenshot("watch-phone");
        assertThat(browser.driver()
                .executeScript("return document.documentElement.scrollWidth")).isEqualTo(360L);
        browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void isUsedByKeyboardInTheOrderInWhichItIsRead() {
        llamaCloudAnswers(status("running", null));
        browser.driver().get(page(gateway));
        press(Keys.TAB);
        assertThat(focused().getDomAttribute("id")).isEqualTo("ids");
        focused().sendKeys(job);
        press(Keys.TAB);
        assertThat(focused().getText()).isEqualTo("Project and organization");
        press(Keys.TAB);
        assertThat(focused().getText()).isEqualTo("Watch");
        press(Keys.ENTER);
        waitForText(STATE, "Running");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/watch?ids=" + job);
        press(Keys.TAB);
        assertThat(focused().getAccessibleName()).isEqualTo("Raw status of " + job);
    }

    @Test
    void tellsAScreenReaderWhatIsShownAndWhatHasChanged() {
        llamaCloudAnswers(status("running", null));
        watch(gateway, job);
        waitForText(STATE, "Running");
        assertThat(browser.driver().findElement(By.tagName("progress")).getAccessibleName())
                .isEqualTo("Progress of " + job);
        waitFor(By.cssSelector("figure svg"), true);
        assertThat(browser.driver().findElement(By.cssSelector("figure svg")).getAccessibleName())
                .startsWith("Progress over time: from 33 % to 33 % in ");
        new WebDriverWait(browser.driver(), Duration.ofSeconds(20))
                .until(ExpectedConditions.domPropertyToBe(
                        browser.driver().findElement(By.id("announcer")), "textContent",
                        job + ": Running."));
    }

    @Test
    void refusesWhatIsNoIdAndAsksForNothing() {
        watch(gateway, "bjb-1", "no/id");
        waitForText(By.id("ids-error"), "Not a job id: no/id.");
        assertThat(focused().getDomAttribute("id")).isEqualTo("ids");
        assertThat(browser.driver().findElements(STATE)).isEmpty();
        browser.driver().findElement(IDS).clear();
        browser.driver().findElement(IDS).sendKeys("bjb-1\nbjb-2");
        browser.waitFor(By.cssSelector("#ask button")).click();
        waitFor(By.id("ids-error"), false);
        assertThat(browser.driver().getCurrentUrl()).endsWith("/watch?ids=bjb-1,bjb-2");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void worksBehindAProxyThatStripsAPrefix() {
        llamaCloudAnswers(status("completed", null));
        llamaCloud.stubFor(get(urlPathMatching("/jobs/.*"))
                .willReturn(aResponse().proxiedFrom("http://127.0.0.1:" + gateway.port())
                        .withProxyUrlPrefixToRemove("/jobs")));
        browser.driver().get(llamaCloud.baseUrl() + "/jobs/watch?ids=" + job);
        waitForText(STATE, "Completed");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/jobs/watch?ids=" + job);
        assertThat(browser.console()).isEmpty();
    }

    private void watch(Gateway at, String... jobs) {
        browser.driver().get(page(at) + "?ids=" + String.join(",", jobs));
    }

    private static String page(Gateway at) {
        return "http://127.0.0.1:%d/watch".formatted(at.port());
    }

    private double barValue() {
        return Double.parseDouble(String.valueOf(
                browser.driver().findElement(By.tagName("progress")).getDomProperty("value")));
    }

    private WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    private void press(Keys key) {
        focused().sendKeys(key);
    }

    private void waitForText(By what, String text) {
        new WebDriverWait(browser.driver(), Duration.ofSeconds(20))
                .until(ExpectedConditions.textToBePresentInElementLocated(what, text));
    }

    private void waitFor(By what, boolean shown) {
        new WebDriverWait(browser.driver(), Duration.ofSeconds(20)).until(shown
                ? ExpectedConditions.visibilityOfElementLocated(what)
                : ExpectedConditions.invisibilityOfElementLocated(what));
    }

    private static void llamaCloudAnswers(ResponseDefinitionBuilder answer) {
        llamaCloud.stubFor(get(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder status(String state, @Nullable String error) {
        return okJson("""
                {"job":{"status":"%s","id":"bjb-1","project_id":"proj-1","job_type":"parse",\
                "total_items":3,"processed_items":1,"failed_items":0,"skipped_items":0,\
                "error_message":%s},"progress_percentage":33.3}""".formatted(state,
                JsonMapper.shared().writeValueAsString(error)));
    }
}
