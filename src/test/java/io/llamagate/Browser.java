package io.llamagate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real browser for the tests of a class, each of which begins with an empty console. Without
 * Chromium and its driver they are skipped, except in continuous integration, which installs them.
 */
final class Browser implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private @Nullable ChromeDriver driver;

    @Override
    public void beforeAll(ExtensionContext tests) {
        assumeTrue(
                "true".equals(System.getenv("CI"))
                        || (Files.exists(CHROMIUM) && Files.exists(DRIVER)),
                "needs Chromium at " + CHROMIUM + " and its driver at " + DRIVER);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toFile())
                .addArguments("--headless", "--no-sandbox", "--window-size=1280,2400");
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile()).build(), options);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        driver().get("about:blank");
        console();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (driver != null) {
            driver.quit();
        }
    }

    ChromeDriver driver() {
        return Objects.requireNonNull(driver);
    }

    /** Waits until it can be clicked. */
    WebElement waitFor(By what) {
        return new WebDriverWait(driver(), Duration.ofSeconds(20))
                .until(ExpectedConditions.elementToBeClickable(what));
    }

    /** What the console of the page holds since it was asked last. */
    List<LogEntry> console() {
        return driver().manage().logs().get(LogType.BROWSER).getAll();
    }

    /** Leaves a picture of the page among the build's results. */
    void screenshot(String name) throws IOException {
        File shot = driver().getScreenshotAs(OutputType.FILE);
        Path target = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(target.getParent());
        Files.move(shot.toPath(), target, StandardCopyOption.REPLACE_EXISTING);
    }
}
