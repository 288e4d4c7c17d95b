package dev.berth.agent.workspace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of a remote.
 *
 * @param url what git clones, perhaps with credentials; null when there is no remote
 */
record Repository(String owner, String name, String url) {

    // Only where git takes all before the last @ as credentials; over SSH the name alone is no secret, and the address needs it.
    private static final Pattern CREDENTIALS = Pattern.compile("^((?:https?|ftps?)://)[^/]*@", Pattern.CASE_INSENSITIVE);

    boolean hasUrl() {
        return url != null;
    }

    boolean hasCredentials() {
        return hasUrl() && credentials().find();
    }

    String urlWithoutCredentials() {
        return credentials().replaceFirst("$1");
    }

    /** What people call it, without the address. */
    @Override
    public String toString() {
        return owner + '/' + name;
    }

    private Matcher credentials() {
        return CREDENTIALS.matcher(url);
    }
}
