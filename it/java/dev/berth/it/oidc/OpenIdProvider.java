package dev.berth.it.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A provider on a port of its own. It knows Ada and Grace, takes any password, and forgets everything when it stops. */
public final class OpenIdProvider implements AutoCloseable {

    /** For whom the tokens of programs are. */
    public static final String AUDIENCE = "urn:berth:api";
    public static final String CLIENT = "berth";
    public static final String SECRET = "a secret of the test & no other: 100%";
    /** A program, and its secret. */
    public static final String PROGRAM = "nightly-build";
    private static final String PROGRAM_SECRET = "nightly";

    private final int port = freePort();
    private RSAKey key = newKey("first");
    private URI berth;
    private Process process;

    /**
     * Starts it, also once more, and waits until it answers.
     *
     * @param berth where its client is, without a slash at the end
     */
    public OpenIdProvider start(URI berth) {
        this.berth = berth;
        try {
            String script = InstalledProvider.find().script().orElseThrow().toString();
            process = new ProcessBuilder("node", script, configuration().toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader said = process.inputReader();
            if (said.lines().noneMatch("ready"::equals)) {
                throw new IllegalStateException("The OpenID provider did not start.");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, which is also its name. */
    public String issuer() {
        return "http://localhost:" + port;
    }

    /** What it signs with. */
    public RSAKey key() {
        return key;
    }

    /** Stops it. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** It signs with another key from now on, and no longer knows the one before. */
    public void rotateKey() {
        close();
        key = newKey("second");
        start(berth);
    }

    /** A token for the program, as it gets one. @param audience whom it is for */
    public String tokenFor(String audience) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + PROGRAM + "&client_secret=" + PROGRAM_SECRET + "&resource="
                + URLEncoder.encode(audience, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/token")).POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded").build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return Json.createReader(new StringReader(answer.body())).readObject().getString("access_token");
    }

    private JsonObject configuration() {
        return Json.createObjectBuilder().add("port", port).add("issuer", issuer()).add("audience", AUDIENCE)
                .add("jwks", Json.createReader(new StringReader(new JWKSet(key).toString(false))).readObject())
                .add("clients", Json.createArrayBuilder().add(client()).add(program())).build();
    }

    private JsonObject client() {
        return Json.createObjectBuilder().add("client_id", CLIENT).add("client_secret", SECRET)
                .add("redirect_uris", Json.createArrayBuilder(List.of(berth + "/api/login/callback")))
                .add("post_logout_redirect_uris", Json.createArrayBuilder(List.of(berth + "/"))).build();
    }

    private static JsonObject program() {
        return Json.createObjectBuilder().add("client_id", PROGRAM).add("client_secret", PROGRAM_SECRET)
                .add("redirect_uris", Json.createArrayBuilder()).add("response_types", Json.createArrayBuilder())
                .add("grant_types", Json.createArrayBuilder(List.of("client_credentials")))
                .add("token_endpoint_auth_method", "client_secret_post").build();
    }

    private static RSAKey newKey(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
