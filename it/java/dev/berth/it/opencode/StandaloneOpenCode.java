package dev.berth.it.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** An opencode that somebody else than Berth runs, as {@code berth.opencode.url} is meant for. */
public final class StandaloneOpenCode implements AutoCloseable {

    private final String password = UUID.randomUUID().toString();
    private final Path folder;
    private final int port = freePort();
    private Process process;

    private StandaloneOpenCode(Path folder) {
        this.folder = folder;
    }

    /** Prepares one; {@link #use} starts it. @param folder for all that it writes */
    public static StandaloneOpenCode in(Path folder) {
        return new StandaloneOpenCode(folder);
    }

    /** Starts it with this provider, asking before each edit and command. */
    public void use(ScriptedProvider provider) {
        try {
            Path plugins = Files.createDirectories(folder.resolve("config/opencode/node_modules")).getParent();
            Files.writeString(plugins.resolve("package.json"), "{\"dependencies\":{\"@opencode-ai/plugin\":\"1.18.33\"}}");
            Files.writeString(plugins.resolve("package-lock.json"), "{\"name\":\"opencode\",\"lockfileVersion\":3,\"requires\":true,"
                    + "\"packages\":{\"\":{\"dependencies\":{\"@opencode-ai/plugin\":\"1.18.33\"}}}}");
            Path config = provider.writeConfig(plugins.resolve("opencode.json"));
            ProcessBuilder builder = new ProcessBuilder(InstalledOpenCode.require().toString(), "serve", "--hostname", "127.0.0.1",
                    "--port", Integer.toString(port)).redirectErrorStream(true).redirectOutput(folder.resolve("opencode.log").toFile());
            builder.environment().putAll(environment(config));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** Kills it. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Map<String, String> environment(Path config) {
        return Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", folder.resolve("config").toString(), "XDG_DATA_HOME",
                folder.resolve("data").toString(), "XDG_STATE_HOME", folder.resolve("state").toString(), "XDG_CACHE_HOME",
                folder.resolve("cache").toString(), "OPENCODE_CONFIG", config.toString(), "OPENCODE_CONFIG_CONTENT",
                "{\"permission\":{\"edit\":\"ask\",\"bash\":\"ask\"},\"agent\":{\"title\":{\"disable\":true}},"
                        + "\"autoupdate\":false,\"share\":\"disabled\"}",
                "OPENCODE_SERVER_PASSWORD", password, "OPENCODE_DISABLE_MODELS_FETCH", "1");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
