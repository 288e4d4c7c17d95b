package dev.berth.it.openapi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Reply;
import dev.berth.it.oidc.NeedsProvider;
import dev.berth.it.oidc.ServerWithLogin;
import dev.berth.it.oidc.Visitor;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsProvider
@DisplayName("What is answered is what the served OpenAPI description says,")
class OpenApiLoginIT {

    @Test
    @DisplayName("also when somebody logs in, looks who they are, and logs out")
    void login() {
        try (ServerWithLogin both = new ServerWithLogin().start()) {
            DescribedBerth berth = new DescribedBerth(both.server().berth());
            assertFalse(berth.get("/me").expect(401).object().getString("login").isEmpty());
            Visitor visitor = both.visitor();
            berth.check("GET", "/login", visitor.get("/api/login?return=//elsewhere.example").expect(400));
            berth.check("GET", "/login/callback", visitor.get("/api/login/callback?state=unknown").expect(400));
            Reply begun = visitor.get("/api/login?return=/session.html").expect(302);
            berth.check("GET", "/login", begun);
            URI back = visitor.logInAtProvider("ada", begun.header("Location"));
            berth.check("GET", "/login/callback", visitor.get(back.toString()).expect(302));
            Reply me = visitor.get("/api/me").expect(200);
            berth.check("GET", "/me", me);
            assertTrue(me.object().containsKey("logout"));
            berth.check("POST", "/logout", visitor.post("/api/logout", "Origin", "http://elsewhere.example").expect(403));
            for (int i = 0; i < 2; i++) {
                berth.check("POST", "/logout", visitor.post("/api/logout").expect(200));
            }
            berth.check("GET", "/me", visitor.get("/api/me").expect(401));
        }
    }
}
