package dev.weir.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a screen, that a test drives. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofMillis(50);
    private static final Set<String> UNBEARABLE = Set.of("serious", "critical");

    private final ChromeDriver driver;
    private final Path saved;

    private Browser(ChromeDriver driver, Path saved) {
        this.driver = driver;
        this.saved = saved;
    }

    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** @param profile an empty folder */
    static Browser start(Path profile) {
        return start(profile, new ChromeOptions());
    }

    /** One that keeps a trace of what its threads do, for {@link #trace()}. */
    static Browser startTraced(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setExperimentalOption(
                "perfLoggingPrefs",
                Map.of("traceCategories", "-*,devtools.timeline,disabled-by-default-devtools.timeline"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return start(profile, options);
    }

    private static Browser start(Path profile, ChromeOptions options) {
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        Path saved = profile.resolve("saved");
        options.setExperimentalOption("prefs", Map.of("download.default_directory", saved.toString()));
        Browser browser = new Browser(new ChromeDriver(service, options), saved);
        browser.resize(1280, 720);
        return browser;
    }

    void open(String url) {
        driver.get(url);
    }

    /** Turns to a page of the console. */
    void turnTo(String hash) {
        driver.executeScript("location.hash = arguments[0]", hash);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String url() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Presses keys as a person would, with nothing chosen to type into. */
    void press(String keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key and keeps it down. */
    void holdDown(String key) {
        new Actions(driver).keyDown(key).perform();
    }

    /** Lets a key go that is held down. */
    void letGo(String key) {
        new Actions(driver).keyUp(key).perform();
    }

    void click(String selector) {
        await(selector, browser -> {
            browser.find(selector).click();
            return true;
        });
    }

    void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    String text(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .findFirst()
                .orElse("");
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What a script that returns a value says, as text. */
    String script(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** How wide the page is, with what cannot be seen. */
    int width() {
        return Integer.parseInt(script("return document.documentElement.scrollWidth"));
    }

    void awaitText(String selector, String part) {
        await(selector + " with " + part, browser -> browser.text(selector).contains(part));
    }

    void await(String what, Function<Browser, Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.apply(this)) {
                    return;
                }
            } catch (StaleElementReferenceException | org.openqa.selenium.NoSuchElementException redrawn) {
                // asked again
            } catch (org.openqa.selenium.ElementNotInteractableException covered) {
                // asked again
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " at " + url() + ", which shows: " + text("body"));
            }
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    /** The file that the page has saved, when it is whole. */
    Path savedFile(String ending) {
        AtomicReference<Path> found = new AtomicReference<>();
        await("saved file " + ending, browser -> {
            File[] files = saved.toFile().listFiles((folder, name) -> name.endsWith(ending));
            if (files == null || files.length == 0) {
                return false;
            }
            found.set(files[0].toPath());
            return true;
        });
        return found.get();
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was traced so far, an event a line as Chromium writes it. To be asked once: nothing is traced after it. */
    List<String> trace() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Tracing.dataCollected"))
                .toList();
    }

    /** Nothing on the page keeps people from using it, as far as axe can tell. */
    void requireAccessible(String where) {
        List<Rule> violations = new AxeBuilder().analyze(driver).getViolations();
        assertThat(violations)
                .as(where)
                .filteredOn(rule -> UNBEARABLE.contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
