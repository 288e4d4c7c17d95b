package dev.berth.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The git program and what it is given: no hooks, no questions, nothing that stays in the background, and the server's own
 * environment, so that SSH agents, proxies, credential helpers and the home folder work.
 *
 * @param name looked for on the PATH
 * @param environment before it is cleaned
 */
record GitProgram(String name, Map<String, String> environment) {

    private static final List<String> ALWAYS = List.of(
            "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "submodule.recurse=false",
            "-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false");
    // All that could be asked is refused: git and ssh call this program instead of a terminal, and it always fails.
    private static final Map<String, String> NO_QUESTIONS = Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_ASKPASS", "false",
            "SSH_ASKPASS", "false", "SSH_ASKPASS_REQUIRE", "force", "GCM_INTERACTIVE", "never");
    /** Names that point git at another repository or another author, as when the server was itself started by a hook. */
    private static final Set<String> OF_ANOTHER_REPOSITORY = Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR",
            "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
            "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_TEMPLATE_DIR", "GIT_DEFAULT_HASH", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL",
            "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE");
    // MicroProfile Config reads each of these forms as a setting of Berth, and a setting may be a secret.
    private static final Pattern SETTING_OF_BERTH = Pattern.compile("berth[._].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAM_MISSING = Pattern.compile("error=2\\b");

    static GitProgram onThePath() {
        return new GitProgram("git", System.getenv());
    }

    /**
     * Starts one command. Its input is at its end, its errors come with its output.
     *
     * @throws WorkspaceFailure when there is no such program
     */
    Process start(Path folder, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).directory(folder.toFile()).redirectErrorStream(true);
        cleanInto(builder.environment());
        // Nothing above the folder is the repository, even where a server keeps its data inside one.
        builder.environment().put("GIT_CEILING_DIRECTORIES", folder.toAbsolutePath().getParent().toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            if (isMissing(e, folder)) {
                throw new WorkspaceFailure("The program git was not found on the PATH.", e);
            }
            throw e;
        }
    }

    /** A missing folder gives the same error, with other reasons. */
    private static boolean isMissing(IOException e, Path folder) {
        return PROGRAM_MISSING.matcher(String.valueOf(e.getMessage())).find() && Files.isDirectory(folder);
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(name);
        command.addAll(ALWAYS);
        command.addAll(arguments);
        return command;
    }

    private void cleanInto(Map<String, String> clean) {
        clean.clear();
        clean.putAll(environment);
        clean.keySet().removeIf(GitProgram::isUnwanted);
        clean.putAll(NO_QUESTIONS);
        clean.put("LC_ALL", "C");
    }

    /** Traces are unwanted too: they would print what is sent, credentials among it. */
    private static boolean isUnwanted(String variable) {
        return SETTING_OF_BERTH.matcher(variable).matches() || OF_ANOTHER_REPOSITORY.contains(variable)
                || variable.toUpperCase(Locale.ROOT).startsWith("GIT_TRACE");
    }
}
