package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.oidc.ForgedTokens;
import dev.berth.it.oidc.NeedsProvider;
import dev.berth.it.oidc.ServerWithLogin;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsProvider
@DisplayName("The page, where people have to log in,")
class OpenIdPageIT {

    private static ServerWithLogin both;

    private final Berth berth = both.server().berth();
    private Page ada;
    private Page grace;

    @BeforeAll
    static void start() {
        both = new ServerWithLogin().start();
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @BeforeEach
    void open() {
        ada = new Page(berth);
        grace = new Page(berth);
    }

    @AfterEach
    void close() {
        ada.close();
        grace.close();
    }

    @Test
    @DisplayName("sends to the provider and takes back to where one was, shows who one is, works, and logs out of both")
    void logInAndOut() {
        String id = newSession("ada");
        logIn(ada, "ada", "/session.html?id=" + id);
        assertTrue(ada.url().endsWith("/session.html?id=" + id), ada.url());
        assertEquals("Ada Lovelace", ada.text("[data-user=ada] .name"));
        ada.say("hello from ada");
        ada.awaitAnswer("hello from ada");
        ada.open("/").awaitConnected();
        assertTrue(Await.until("the cards", ada::cards, cards -> !cards.isEmpty()).contains(id));
        ada.awaitText("[data-user=ada]", "Ada Lovelace");
        ada.click("[data-action=log-out]");
        ada.clickButton("Yes, sign me out");
        ada.await("[data-login]");
        ada.open("/session.html?id=" + id).await("[data-login]");
        ada.click("[data-action=log-in]");
        ada.await("input[name=login]");
    }

    @Test
    @DisplayName("shows each of two people in two browsers what is theirs, and nothing of the other")
    void twoPeople() {
        String hers = newSession("ada");
        logIn(ada, "ada", "/");
        Await.until("the card", ada::cards, cards -> cards.contains(hers));
        logIn(grace, "grace", "/");
        grace.awaitText("[data-user=grace]", "Grace Hopper");
        String other = newSession("grace");
        Await.until("the card", grace::cards, List.of(other)::equals);
        assertTrue(ada.cards().contains(hers) && !ada.cards().contains(other));
        grace.open("/session.html?id=" + hers).await("[data-gone=missing]");
        assertEquals(List.of("404", "404", "403"), grace.script("""
                const statuses = %s.map(path => fetch('api/' + path).then(answer => String(answer.status)))
                return Promise.all(statuses)""".formatted(Json.array("sessions/" + hers, "chat/" + hers + "/messages",
                        "sessions?userId=ada"))));
    }

    private String newSession(String user) {
        return berth.post("/sessions", Json.object("repoOwner", "octo", "repoName", "berth"), "Authorization",
                "Bearer " + new ForgedTokens(both.provider()).right(user)).expect(201).object().getString("id");
    }

    private static void logIn(Page page, String user, String path) {
        page.open(path).await("[data-login]");
        page.click("[data-action=log-in]");
        page.fill("input[name=login]", user);
        page.fill("input[name=password]", "any");
        page.clickButton("Sign-in");
        page.clickButton("Continue");
        page.awaitConnected();
        page.await("[data-user]");
    }
}
