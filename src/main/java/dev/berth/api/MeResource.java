package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.security.oidc.OpenIdLogin;
import dev.berth.session.Agent;
import dev.berth.session.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code GET /me}: as whom Berth sees who asks, where somebody who is logged in logs out, and who answers. */
@Path("me")
public class MeResource {

    private final Optional<OpenIdLogin> login;
    private final Agent agent;

    public MeResource(Optional<OpenIdLogin> login, Agent agent) {
        this.login = login;
        this.agent = agent;
    }

    @GET
    public Response me(@Context HttpServletRequest request) {
        Caller caller = SessionAccess.requireMember(Caller.of(request));
        JsonWriter out = new JsonWriter().beginObject().member("userId", caller.userId())
                .member("kind", caller.kind().wireName()).name("admin").raw(Boolean.toString(caller.isAdmin()));
        out.name("agent").beginObject().member("name", agent.name()).name("files").raw(Boolean.toString(agent.takesFiles())).endObject();
        login.flatMap(way -> way.nameOf(caller)).ifPresent(name -> out.member("name", name)
                .member("logout", request.getContextPath() + OpenIdLogin.LOGOUT));
        return Answers.json(out.endObject().toString());
    }
}
