package dev.berth.session;

/**
 * The wish for a session, already checked.
 *
 * @param title null for none
 * @param idempotencyKey null for none; a repeated wish with the same key gets the same session
 */
public record NewSession(String id, String userId, String repoOwner, String repoName, String title, Mode mode, String idempotencyKey) {

    /** The session that local mode makes when an unknown id is first used, as the first design did. */
    public static NewSession onFirstUse(String id, String userId) {
        return new NewSession(id, userId, "local", id, null, Mode.BUILD, null);
    }
}
