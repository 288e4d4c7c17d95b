package dev.berth.session;

/**
 * A repository that somebody has sessions about.
 *
 * @param sessions how many
 */
public record RepositoryCount(String repoOwner, String repoName, long sessions) implements JsonForm {

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("repoOwner", repoOwner).member("repoName", repoName).member("sessions", sessions).endObject();
    }
}
