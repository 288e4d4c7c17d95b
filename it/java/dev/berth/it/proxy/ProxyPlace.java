package dev.berth.it.proxy;

/**
 * Where a proxy of a test listens and what it stands in front of.
 *
 * @param plain its port for HTTP
 * @param secure its port for HTTPS
 * @param berth the port of Berth
 */
record ProxyPlace(int plain, int secure, int berth, Certificates certificates) {

    /** Puts the ports of the test into settings as they are documented. @throws AssertionError when a line is not there */
    String put(String settings, String secureLine, String plainLine) {
        String own = replace(settings, "127.0.0.1:8080", "127.0.0.1:" + berth);
        own = replace(own, secureLine, secureLine.replaceAll(":?443", "127.0.0.1:" + secure));
        own = replace(own, "berth.example.org", "localhost");
        return replace(own, plainLine, plainLine.replaceAll(":?80", "127.0.0.1:" + plain));
    }

    private static String replace(String settings, String line, String own) {
        if (!settings.contains(line)) {
            throw new AssertionError("The documented settings have no more '" + line + "'.");
        }
        return settings.replace(line, own);
    }
}
