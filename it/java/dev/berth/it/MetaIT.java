package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Metadata")
class MetaIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final String path = "/sessions/" + id + "/meta";

    @Test
    @DisplayName("keeps any JSON value under a key, and forgets it when it is removed")
    void putAndRemove() {
        JsonObject nested = Json.object("a", Json.array(1, "two", false));
        berth.put(path + "/color", Json.object("value", "blue")).expect(200);
        berth.put(path + "/nested", Json.object("value", nested)).expect(200);
        berth.put(path + "/number", Json.object("value", 42)).expect(200);
        JsonObject all = berth.get(path).expect(200).object();
        assertEquals("blue", all.getString("color"));
        assertEquals(nested, all.getJsonObject("nested"));
        assertEquals(42, all.getInt("number"));
        berth.put(path + "/color", Json.object("value", "red")).expect(200);
        berth.delete(path + "/nested").expect(204);
        all = berth.get(path).expect(200).object();
        assertEquals("red", all.getString("color"));
        assertFalse(all.containsKey("nested"));
    }

    @Test
    @DisplayName("is told to everyone who follows; a removed one as null (P2)")
    void told() {
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            berth.put(path + "/color", Json.object("value", "blue")).expect(200);
            berth.delete(path + "/color").expect(204);
            Frame removed = follower.frames().await("the removal",
                    frame -> frame.is("meta") && frame.data().get("value").equals(JsonValue.NULL));
            assertEquals("color", removed.data().getString("key"));
            assertEquals("blue", follower.frames().ofType("meta").get(0).data().getString("value"));
        }
    }

    @Test
    @DisplayName("of Berth's own is read-only")
    void reserved() {
        Problems.assertProblem(400, "berth.", berth.put(path + "/berth.epoch", Json.object("value", "x")));
        Problems.assertProblem(400, "berth.", berth.delete(path + "/berth.epoch"));
        Problems.assertProblem(400, "berth.", berth.put(path + "/berth.mine", Json.object("value", "x")));
    }

    @Test
    @DisplayName("needs a value")
    void refused() {
        Problems.assertProblem(400, "value", berth.put(path + "/color", Json.object("worth", "x")));
        Problems.assertProblem(404, "session", berth.put("/sessions/" + Berth.newId() + "/meta/color", Json.object("value", "x")));
    }
}
