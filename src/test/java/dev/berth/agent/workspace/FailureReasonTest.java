package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reason why git failed")
class FailureReasonTest {

    @Test
    @DisplayName("is git's first complaint, not what followed from it")
    void isTheFirstComplaint() {
        assertEquals("RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.", reason("""
                Cloning into '.'...
                error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.
                fatal: early EOF
                fatal: fetch-pack: invalid index-pack output
                """));
    }

    @Test
    @DisplayName("is what SSH or the server said, where git only says that it could not read")
    void isWhatSshSaid() {
        String rest = "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\n"
                + "and the repository exists.\n";

        assertEquals("Host key verification failed.", reason("Cloning into '.'...\nHost key verification failed.\r\n" + rest));
        assertEquals("Repository not found.", reason("Cloning into '.'...\nERROR: Repository not found.\n" + rest));
        assertEquals("Could not read from remote repository.", reason("Cloning into '.'...\n" + rest));
    }

    @Test
    @DisplayName("holds no address, with or without credentials")
    void holdsNoAddress() {
        assertEquals("unable to access '…': Could not resolve host: host.example.", reason(
                "fatal: unable to access 'https://robot:s3cret@host.example/octo/berth.git/': Could not resolve host: host.example"));
        assertEquals("redirected to … and lost.", reason("fatal: redirected to HTTPS://token@host.example/x and lost"));
    }

    @Test
    @DisplayName("holds no path of this machine, with or without spaces")
    void holdsNoPath() {
        assertEquals("repository '…' does not exist.", reason("fatal: repository '/srv/my repos/octo/berth.git' does not exist"));
        assertEquals("cannot create … : No space left.", reason("error: cannot create /var/berth/data : No space left"));
        assertEquals("bad config line 1 in file ….", reason("fatal: bad config line 1 in file /home/someone/.gitconfig"));
        assertEquals("cannot open '…'.", reason("fatal: cannot open 'C:\\berth data\\x'"));
    }

    @Test
    @DisplayName("keeps what only looks like a path")
    void keepsOtherSlashes() {
        assertEquals("remote branch trunk/next not found in either/or.", reason("fatal: remote branch trunk/next not found in either/or"));
    }

    @Test
    @DisplayName("is one short line that can do nothing to a terminal")
    void isShortAndPlain() {
        assertEquals("red alert.", reason("fatal: \u001b[31mred\u001b[0m\u0007 alert"));
        assertTrue(reason("fatal: " + "x".repeat(5_000)).length() <= FailureReason.REASON_CHARS_MAX + 2);
    }

    @Test
    @DisplayName("is the last line, or the exit value, where git complains of nothing")
    void isTheLastLine() {
        assertEquals("Killed.", reason("Cloning into '.'...\nKilled\n"));
        assertEquals("git ended with 137.", FailureReason.in("Cloning into '.'...\n", 137));
    }

    private static String reason(String output) {
        return FailureReason.in(output, 128);
    }
}
