package dev.berth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts Chromium without a screen: the one that is installed, else the one that Debian or Selenium can get. */
final class Browsers {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static boolean looked;

    private Browsers() {
    }

    /** @param more options of Chromium's own */
    static ChromeDriver open(String... more) {
        installIfMissing();
        try {
            return start(more);
        } catch (WebDriverException | IllegalStateException e) {
            Tools.missing("No Chromium could be started, installed or fetched: " + e.getMessage().lines().findFirst().orElse(""));
            throw e;
        }
    }

    private static ChromeDriver start(String... more) {
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
                "--user-data-dir=" + newProfile());
        options.addArguments(more);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Behind a proxy, whose certificate the tests have signed.
        options.setAcceptInsecureCerts(true);
        browser().ifPresent(path -> options.setBinary(path.toString()));
        Optional<Path> driver = Tools.find("chromedriver");
        if (driver.isEmpty()) {
            return new ChromeDriver(options);
        }
        return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.get().toFile()).build(), options);
    }

    private static Optional<Path> browser() {
        return NAMES.stream().flatMap(name -> Tools.find(name).stream()).findFirst();
    }

    private static synchronized void installIfMissing() {
        boolean complete = browser().isPresent() && Tools.find("chromedriver").isPresent();
        if (complete || looked || !"root".equals(System.getProperty("user.name")) || Tools.find("apt-get").isEmpty()) {
            return;
        }
        looked = true;
        System.out.println("*** Chromium is missing; installing it with apt-get.");
        Stream.of(List.of("apt-get", "update"), List.of("apt-get", "install", "-y", "chromium", "chromium-driver")).forEach(Browsers::run);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            System.out.println("*** " + command + " could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path newProfile() {
        try {
            // Where `mvn clean` finds it.
            Path profiles = Path.of(System.getProperty("berth.home", ""), "target", "it").toAbsolutePath();
            return Files.createTempDirectory(Files.createDirectories(profiles), "chromium-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
