package dev.trackside.plugin.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Gives tests a headless Chromium, one for all of them. It takes what {@code -Dtrackside.chromium} and {@code -Dtrackside.chromedriver} name, else what Debian
 * installs, else what is on the path; as root on Debian it installs the two packages if they are missing. Without a browser a test fails.
 */
final class Browser implements ParameterResolver {

    private static final String MISSING =
            "There is no Chromium with its driver for the tests of the report. Install them (Debian: apt-get install chromium chromium-driver), or name both by -Dtrackside.chromium=... and -Dtrackside.chromedriver=...";
    private static final List<String> CHROMIUMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    // JUL drops loggers that nobody holds, and their levels with them.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ChromeDriver.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browser.class))
                .getOrComputeIfAbsent("browser", none -> new Started(start()), Started.class)
                .driver();
    }

    /** Ends with the tests. */
    private record Started(ChromeDriver driver) implements AutoCloseable {
        @Override
        public void close() {
            driver.quit();
        }
    }

    private static ChromeDriver start() {
        SELENIUM.setLevel(
                Level.SEVERE); // it warns that it does not know the newest protocol, of which the tests need nothing
        if (chromium().isEmpty() || chromedriver().isEmpty()) {
            install();
        }
        Path chromium = chromium().orElseThrow(() -> new AssertionError(MISSING));
        Path driver = chromedriver().orElseThrow(() -> new AssertionError(MISSING));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .withSilent(true)
                .build();
        return new ChromeDriver(service, options);
    }

    private static String profile() {
        try {
            return Files.createTempDirectory("trackside-chromium").toString();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Optional<Path> chromium() {
        return named("trackside.chromium").or(() -> onPath(CHROMIUMS));
    }

    private static Optional<Path> chromedriver() {
        return named("trackside.chromedriver").or(() -> onPath(List.of("chromedriver")));
    }

    private static Optional<Path> named(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    private static Optional<Path> onPath(List<String> names) {
        String path = "/usr/bin" + File.pathSeparator + System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where that is possible without asking anybody. */
    private static void install() {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return;
        }
        List<String> sudo = "root".equals(System.getProperty("user.name")) ? List.of() : List.of("sudo", "-n");
        if (apt(sudo, "update")) {
            apt(sudo, "install", "-y", "--no-install-recommends", "chromium", "chromium-driver");
        }
    }

    private static boolean apt(List<String> sudo, String... words) {
        List<String> command = Stream.of(sudo.stream(), Stream.of("apt-get", "-qq"), Stream.of(words))
                .flatMap(part -> part)
                .toList();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive"));
            Process process = builder.start();
            return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException noSudo) {
            return false; // the test says what is missing
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
