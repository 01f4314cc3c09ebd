package orrery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real browser, without its window: one for all tests of a process, with which it ends. */
public final class Chromium {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final String DRIVER = "com/microsoft/playwright/impl/driver/jar/DriverJar.class";

  private static @Nullable Browser browser;

  private Chromium() {}

  /** The browser; skips the test where there is none, or what drives it is not there. */
  public static Browser browser() {
    assumeTrue(
        Files.isExecutable(PROGRAM) && Chromium.class.getClassLoader().getResource(DRIVER) != null,
        "there is no Chromium: install it to run this");
    if (browser == null) {
      // Both are stopped by the driver, which ends when its standard input does.
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(PROGRAM)
                      .setArgs(List.of("--no-sandbox", "--disable-quic")));
    }
    return browser;
  }
}
