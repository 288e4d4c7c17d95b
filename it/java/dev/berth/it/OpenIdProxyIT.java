package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.oidc.ForgedTokens;
import dev.berth.it.oidc.NeedsProvider;
import dev.berth.it.oidc.ServerWithLogin;
import dev.berth.it.proxy.Certificates;
import dev.berth.it.proxy.ProxyKind;
import dev.berth.it.proxy.ProxyProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsProvider
@DisplayName("A login behind a proxy that ends TLS")
class OpenIdProxyIT {

    private static final Path HOME = Path.of(System.getProperty("berth.home", "")).toAbsolutePath();
    private static final Path FOLDER = OwnServer.newFolder();
    private static Certificates certificates;

    @BeforeAll
    static void sign() throws Exception {
        certificates = Certificates.make(FOLDER);
    }

    @AfterAll
    static void tidy() {
        OwnServer.remove(FOLDER);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("leads a browser back to where it was, by a cookie that goes over TLS only, and lets it work")
    void logsIn(ProxyKind kind) throws Exception {
        try (ServerWithLogin both = new ServerWithLogin("berth.proxies", "127.0.0.1", "berth.hosts", "localhost");
                ProxyProcess proxy = ProxyProcess.start(kind, HOME, both.server().port(), certificates)) {
            Berth berth = new Berth(proxy.port(), certificates.trust());
            both.provider().start(berth.at(""));
            both.server().environment(Map.of("BERTH_URL", berth.at("").toString())).start();
            Berth asAda = berth.as(new ForgedTokens(both.provider()).right("ada"));
            Await.until("Berth behind the proxy", () -> asAda.get("/sessions").status() == 200);
            String id = asAda.post("/sessions", Json.object("repoOwner", "octo", "repoName", "berth")).expect(201).object().getString("id");
            String begun = berth.get("/login").expect(302).header("Set-Cookie");
            assertTrue(begun.contains("; Secure"), begun);
            try (Page page = new Page(berth)) {
                logIn(page, "/session.html?id=" + id);
                assertEquals(berth.at("/session.html?id=" + id).toString(), page.url());
                page.say("hello through the proxy");
                page.awaitAnswer("hello through the proxy");
                proxy.reload();
                page.awaitGone("[data-connection=connected]");
                page.awaitConnected().say("and again");
                page.awaitAnswer("and again");
            }
        }
    }

    private static void logIn(Page page, String path) {
        page.open(path).await("[data-login]");
        page.click("[data-action=log-in]");
        page.fill("input[name=login]", "ada");
        page.fill("input[name=password]", "any");
        page.clickButton("Sign-in");
        page.clickButton("Continue");
        page.awaitConnected();
    }
}
