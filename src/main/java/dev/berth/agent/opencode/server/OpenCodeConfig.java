package dev.berth.agent.opencode.server;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenCode may do, as its configuration: Berth's own, which always holds, and what is taken from the operator's.
 *
 * <p>Of rules that match, OpenCode follows the last. Seen with 1.18.33 ({@code GET /agent}), in this order:
 * <ol>
 * <li>what is built in: {@code *} is allowed, and reading {@code *.env}, another folder and repeating oneself is asked;
 * <li>what is built into the agent: plan denies {@code edit}, except below {@code .opencode/plans}; explore allows {@code bash};
 * <li>the {@code permission} at the top, here {@code ask} for {@code edit} and {@code bash}. It overrides both before it, so that
 * no sub-agent runs a command unasked, and plan would only ask where it denied;
 * <li>the {@code permission} of the agent, here plan's, which denies {@code edit}, {@code bash}, {@code task} and {@code webfetch};
 * <li>OpenCode's own folder for long output, which may always be read.
 * </ol>
 * So plan is safe by the fourth: a tool whose last rule denies everything is not even offered to the model. Of the tools there
 * are ({@code GET /experimental/tool/ids}), plan keeps {@code read}, {@code glob}, {@code grep}, {@code skill}, {@code todowrite}
 * and {@code question}: none writes outside OpenCode's own memory. {@code edit} also covers {@code write} and {@code apply_patch}.
 *
 * <p>The operator's file is merged below ours, and yet it could loosen ours, in three ways that were seen: rules
 * for {@code plan} in the older member {@code mode} are merged last and replace ours; a name that stands in its
 * {@code permission} or {@code tools} before a {@code *} keeps its place, so that the {@code *} comes last and wins; and rules of
 * agents that ours does not name ({@code build}, {@code general}, new ones) remain. Tools of MCP servers run unasked, in plan too.
 * So only what cannot matter for this is taken over, and the rest is left out with a line in the log. A workspace's own
 * {@code opencode.json} and {@code .opencode} are not read at all. Only {@code /etc/opencode/opencode.json} stands above ours: it is
 * the administrator's of the machine.
 */
final class OpenCodeConfig {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String SCHEMA = "https://opencode.ai/config.json";
    private static final List<String> TAKEN = List.of("provider", "model", "small_model", "enabled_providers", "disabled_providers",
            "instructions", "compaction");
    private static final Pattern FILE = Pattern.compile("\\{file:([^}\"]+)}");

    /**
     * @param text a configuration for OpenCode
     * @param leftOut the names of the members that were not taken over
     */
    record Taken(String text, Set<String> leftOut) {
    }

    private OpenCodeConfig() {
    }

    /** Berth's own. */
    static String own(OpenCodeOptions options) {
        JsonObjectBuilder config = JSON.createObjectBuilder().add("$schema", SCHEMA).add("autoupdate", false).add("share", "disabled")
                .add("lsp", false).add("formatter", false).add("snapshot", false).add("permission", permission())
                .add("agent", JSON.createObjectBuilder()
                        .add("plan", JSON.createObjectBuilder().add("permission", planPermission()))
                        .add("title", JSON.createObjectBuilder().add("disable", true)));
        if (options.model() != null) {
            config.add("model", options.model());
        }
        JsonObject operators = options.config() == null ? JsonObject.EMPTY_JSON_OBJECT : read(options.config());
        return config.add("disabled_providers", Providers.disabled(options.model(), operators)).build().toString();
    }

    /** @throws OpenCodeUnavailable when nothing says which model is to answer */
    static void requireModel(OpenCodeOptions options) {
        if (options.model() == null && options.config() == null && options.passedEnvironment().isEmpty()) {
            throw new OpenCodeUnavailable("No model is configured: set berth.opencode.model to provider/model,"
                    + " and berth.opencode.environment to the name of the variable with its key;"
                    + " or set berth.opencode.config to an opencode.json with a provider.");
        }
    }

    private static JsonObjectBuilder permission() {
        return JSON.createObjectBuilder().add("edit", "ask").add("bash", "ask").add("webfetch", "ask").add("websearch", "deny")
                .add("external_directory", "ask").add("question", "allow");
    }

    private static JsonObjectBuilder planPermission() {
        return JSON.createObjectBuilder().add("edit", "deny").add("bash", "deny").add("task", "deny").add("webfetch", "deny");
    }

    /**
     * What is taken from the operator's file. Its {@code {file:…}} are made absolute, for the copy lies elsewhere and OpenCode's
     * home is not the operator's.
     *
     * @throws OpenCodeUnavailable when the file cannot be read
     */
    static Taken operators(Path file) {
        JsonObject given = read(file);
        JsonObjectBuilder config = JSON.createObjectBuilder().add("$schema", SCHEMA);
        Set<String> leftOut = new TreeSet<>(given.keySet());
        leftOut.remove("$schema");
        for (String name : TAKEN) {
            if (leftOut.remove(name)) {
                config.add(name, given.get(name));
            }
        }
        return new Taken(config.build().toString(), leftOut);
    }

    static JsonObject read(Path file) {
        try {
            String text = Jsonc.plain(absoluteFiles(Files.readString(file), file.toAbsolutePath().getParent()));
            try (JsonReader reader = JSON.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new OpenCodeUnavailable("OpenCode's configuration " + file + " (berth.opencode.config) cannot be read.", e);
        } catch (JsonException | UnsupportedOperationException e) {
            // Its message may quote a key from the file, so it goes no further.
            throw new OpenCodeUnavailable("OpenCode's configuration " + file + " (berth.opencode.config) is not a JSON object.");
        }
    }

    private static String absoluteFiles(String text, Path folder) {
        return FILE.matcher(text).replaceAll(found -> Matcher.quoteReplacement("{file:" + absolute(found.group(1), folder) + "}"));
    }

    private static String absolute(String path, Path folder) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : folder.resolve(path).normalize().toString();
    }
}
