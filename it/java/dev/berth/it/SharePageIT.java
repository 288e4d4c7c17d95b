package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.it.access.SecuredServer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page behind a share link")
class SharePageIT {

    private final Berth service = SecuredServer.service();

    @Test
    @DisplayName("shows the conversation and follows it, offers nothing that writes, and says so when the link is taken back")
    void readsAlong() {
        String id = service.newSession("alice");
        service.store(id, "seen by the guest");
        JsonObject share = service.post("/sessions/" + id + "/shares", Json.object("expiresIn", 600)).expect(201).object();
        try (Page page = new Page(SecuredServer.berth())) {
            page.openShared(id, share.getString("token")).awaitConnected();
            page.awaitText("[data-messages]", "seen by the guest");
            service.promptToEnd(id, "live words");
            page.awaitText("[data-messages]", "live words");
            assertFalse(page.has("[data-composer]") || page.has(".add-task") || page.has("[data-shares]"));
            page.reload().awaitText("[data-messages]", "live words");
            assertEquals(List.of(), page.complaints());
            service.delete("/sessions/" + id + "/shares/" + share.getString("id")).expect(204);
            page.await("[data-gone=unauthorised]");
        }
    }

    @Test
    @DisplayName("opens at the message that the link leads to, and its links to other messages stay links of a guest")
    void linkToMessage() {
        String id = service.newSession("alice");
        String first = service.store(id, "the first words").getString("id");
        String second = service.store(id, "the second words").getString("id");
        JsonObject share = service.post("/sessions/" + id + "/shares", Json.object("expiresIn", 600)).expect(201).object();
        try (Page page = new Page(SecuredServer.berth())) {
            page.openShared(id, share.getString("token") + "&message=" + first).awaitConnected();
            page.await("[data-linked][data-message-id='" + first + "']");
            page.click("[data-message-id='" + second + "'] a.time");
            page.await("[data-linked][data-message-id='" + second + "']");
            page.reload().await("[data-linked][data-message-id='" + second + "']");
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    @DisplayName("says that it may not be read when the link is wrong")
    void wrongLink() {
        String id = service.newSession("alice");
        try (Page page = new Page(SecuredServer.berth())) {
            page.openShared(id, "share_of-nothing");
            page.await("[data-gone=missing]");
        }
    }
}
