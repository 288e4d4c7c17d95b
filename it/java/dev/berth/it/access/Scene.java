package dev.berth.it.access;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.Json;
import jakarta.json.JsonObject;

/**
 * A session of alice's with one thing of each kind in it, and links of each kind to it.
 *
 * @param foreignShare a link that holds, to another session of alice's
 */
record Scene(String id, String taskId, String shareId, String share, String expiredShare, String revokedShare, String foreignShare) {

    /** What nobody may find in an answer who may not see the session. */
    static final String TELLTALE = "tell-tale-of-alice";
    private static final int MINUTES = 60;

    static Scene prepare() {
        Berth service = SecuredServer.service();
        String id = newSession(service);
        String taskId = fill(service, id);
        JsonObject share = share(service, id, 10 * MINUTES);
        JsonObject expired = share(service, id, 1);
        JsonObject revoked = share(service, id, 10 * MINUTES);
        service.delete("/sessions/" + id + "/shares/" + revoked.getString("id")).expect(204);
        String expiredToken = expired.getString("token");
        Await.until("the link has expired", () -> SecuredServer.berth().as(expiredToken).get("/sessions/" + id).status() == 401);
        String foreign = newSession(service);
        String foreignShare = share(service, foreign, 10 * MINUTES).getString("token");
        // Used where it belongs, so that it does not count as a guess elsewhere.
        SecuredServer.berth().as(foreignShare).get("/sessions/" + foreign).expect(200);
        return new Scene(id, taskId, share.getString("id"), share.getString("token"), expiredToken, revoked.getString("token"),
                foreignShare);
    }

    /** Another session for one call that may change it, without links for everybody. */
    static Scene forChange() {
        Berth service = SecuredServer.service();
        String id = newSession(service);
        String taskId = fill(service, id);
        return new Scene(id, taskId, share(service, id, 10 * MINUTES).getString("id"), "", "", "", "");
    }

    private static String fill(Berth service, String id) {
        service.store(id, TELLTALE);
        service.put("/sessions/" + id + "/meta/secret", Json.object("value", TELLTALE)).expect(200);
        return service.post("/sessions/" + id + "/tasks", Json.object("title", TELLTALE)).expect(201).object().getString("id");
    }

    /** @return the link as the answer has it, with its token */
    static JsonObject share(Berth service, String id, int seconds) {
        return service.post("/sessions/" + id + "/shares", Json.object("expiresIn", seconds)).expect(201).object();
    }

    static String newSession(Berth service) {
        return service.post("/sessions", Json.object("userId", "alice", "repoOwner", "octo", "repoName", "berth", "title", TELLTALE))
                .expect(201).object().getString("id");
    }
}
