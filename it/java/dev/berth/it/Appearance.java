package dev.berth.it;

import java.util.List;
import java.util.Map;

/** How a page is looked at. Nothing moves, so that what is seen does not depend on when. */
enum Appearance {

    LIGHT_WIDE("light", 1280, 900), DARK_WIDE("dark", 1280, 900), LIGHT_PHONE("light", 390, 844), DARK_PHONE("dark", 390, 844),
    SMALLEST("light", 320, 568);

    private final String scheme;
    private final int width;
    private final int height;

    Appearance(String scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    void showOn(Page page) {
        page.browser().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme), Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        page.browser().executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height,
                "deviceScaleFactor", 1, "mobile", false));
        // Two frames later the new look is drawn.
        page.browser().executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }
}
