package dev.berth.agent.opencode.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How OpenCode is to be run.
 *
 * @param folder private to OpenCode: its state, its configuration, its home
 * @param workspaces where the sessions' repositories are
 * @param path the program, or null: the one installed in the folder, else the one on the PATH
 * @param url of an OpenCode that runs elsewhere, or null: Berth starts one
 * @param password for the one at the url, or null
 * @param config the operator's own opencode.json with providers and keys, or null
 * @param model {@code provider/model}, or null: what the configuration says
 * @param catalogue which models are known besides the configured ones: {@code none}, {@code built-in}, or {@code online}
 * @param passedEnvironment the names of the variables of Berth's environment that OpenCode and its tools get to see
 * @param startMax how long a start may take
 */
public record OpenCodeOptions(Path folder, Path workspaces, String path, URI url, String password, Path config,
        String model, String catalogue, List<String> passedEnvironment, Duration startMax) {

    public OpenCodeOptions {
        passedEnvironment = List.copyOf(passedEnvironment);
    }

    @Override
    public String toString() {
        return "OpenCodeOptions[folder=" + folder + ", path=" + path + ", config=" + config + "]";
    }
}
