package dev.berth.session;

/**
 * One conversation with a coding agent about one repository, as clients see it. Times are seconds since the epoch.
 *
 * @param title null when nobody gave one
 * @param archivedAt null while the session is active
 * @param seq the number of its latest event
 * @param tasks how far its tasks are
 */
public record Session(String id, String userId, String repoOwner, String repoName, String title, SessionStatus status,
        Activity activity, Mode mode, long lastActivity, long createdAt, Long archivedAt, long seq, TaskCount tasks) implements JsonForm {

    /** A session that begins now; its first event has number 1. */
    public static Session begin(NewSession wish, long now) {
        return new Session(wish.id(), wish.userId(), wish.repoOwner(), wish.repoName(), wish.title(), SessionStatus.ACTIVE,
                Activity.IDLE, wish.mode(), now, now, null, 1, TaskCount.NONE);
    }

    public boolean isArchived() {
        return status == SessionStatus.ARCHIVED;
    }

    public Session withTitle(String other) {
        return new Session(id, userId, repoOwner, repoName, other, status, activity, mode, lastActivity, createdAt, archivedAt, seq,
                tasks);
    }

    public Session withMode(Mode other) {
        return new Session(id, userId, repoOwner, repoName, title, status, activity, other, lastActivity, createdAt, archivedAt, seq,
                tasks);
    }

    /** @param now becomes the time of archiving, when that is what changes */
    public Session withStatus(SessionStatus other, long now) {
        Long archived = other == SessionStatus.ARCHIVED ? (Long) (isArchived() ? archivedAt : Long.valueOf(now)) : null;
        return new Session(id, userId, repoOwner, repoName, title, other, activity, mode, lastActivity, createdAt, archived, seq, tasks);
    }

    /** The same session after something happened in it. */
    public Session at(long newSeq, long activeAt, Activity doing, TaskCount counted) {
        return new Session(id, userId, repoOwner, repoName, title, status, doing, mode, activeAt, createdAt, archivedAt, newSeq, counted);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject();
        writeMembers(out);
        out.endObject();
    }

    /** The JSON form with the number of its messages, as given when one session is fetched. */
    public String toJson(long messageCount) {
        JsonWriter out = new JsonWriter(512).beginObject();
        writeMembers(out);
        return out.member("messageCount", messageCount).endObject().toString();
    }

    private void writeMembers(JsonWriter out) {
        out.member("id", id).member("userId", userId).member("repoOwner", repoOwner).member("repoName", repoName)
                .member("title", title).member("status", status.wireName()).member("activity", activity.wireName())
                .member("mode", mode.wireName()).member("lastActivity", lastActivity).member("createdAt", createdAt)
                .member("archivedAt", archivedAt).member("seq", seq).member("tasks", tasks);
    }
}
