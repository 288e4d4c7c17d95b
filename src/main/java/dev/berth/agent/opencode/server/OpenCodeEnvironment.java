package dev.berth.agent.opencode.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What OpenCode and each command it runs get to see of the environment: nothing of Berth's but what is named. */
final class OpenCodeEnvironment {

    /** The shell of the commands, below OpenCode's folder. */
    static final String SHELL = "bin/bash";

    private static final List<String> SWITCHES = List.of("OPENCODE_DISABLE_PROJECT_CONFIG", "OPENCODE_DISABLE_AUTOUPDATE",
            "OPENCODE_DISABLE_LSP_DOWNLOAD", "OPENCODE_DISABLE_DEFAULT_PLUGINS", "OPENCODE_DISABLE_CLAUDE_CODE",
            "OPENCODE_DISABLE_EXTERNAL_SKILLS", "OPENCODE_DISABLE_EMBEDDED_WEB_UI", "OPENCODE_DISABLE_SHARE", "OPENCODE_PURE",
            "GIT_CONFIG_NOSYSTEM");

    private OpenCodeEnvironment() {
    }

    /** @param root the real path of OpenCode's folder */
    static Map<String, String> of(OpenCodeOptions options, Path root, String password) {
        Map<String, String> environment = new TreeMap<>();
        options.passedEnvironment().forEach(name -> pass(name, environment));
        pass("PATH", environment);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", root.resolve("home").toString());
        environment.put("TMPDIR", root.resolve("tmp").toString());
        for (String kind : List.of("config", "data", "state", "cache")) {
            environment.put("XDG_" + kind.toUpperCase(Locale.ROOT) + "_HOME", root.resolve(kind).toString());
        }
        SWITCHES.forEach(name -> environment.put(name, "1"));
        environment.put("OPENCODE_CONFIG", root.resolve("opencode.json").toString());
        environment.put("OPENCODE_SERVER_PASSWORD", password);
        environment.put("SHELL", root.resolve(SHELL).toString());
        environment.putAll(catalogue(options.catalogue(), root));
        environment.put(Orphans.VARIABLE, root.toString());
        return environment;
    }

    private static Map<String, String> catalogue(String catalogue, Path root) {
        return switch (catalogue) {
            case "online" -> Map.of();
            case "built-in" -> Map.of("OPENCODE_DISABLE_MODELS_FETCH", "1");
            default -> Map.of("OPENCODE_DISABLE_MODELS_FETCH", "1", "OPENCODE_MODELS_PATH", root.resolve("models.json").toString());
        };
    }

    private static void pass(String name, Map<String, String> environment) {
        String value = System.getenv(name);
        if (value != null) {
            environment.put(name, value);
        }
    }
}
