package dev.berth.it.oidc;

import dev.berth.it.Await;
import dev.berth.it.Reply;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Does by hand, step by step, what a browser does to log in. It keeps cookies and follows no redirect by itself. */
public final class Visitor {

    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"(\\w+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
    private final URI berth;

    /** @param berth where Berth is, without a slash at the end */
    public Visitor(URI berth) {
        this.berth = berth;
    }

    /** Gets anything. @param place an address, or a path of Berth */
    public Reply get(String place) {
        return send(HttpRequest.newBuilder(at(place)));
    }

    /** Posts nothing to a path of Berth. */
    public Reply post(String place, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(place)).POST(BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Logs in, and stops where the provider sends the browser back. @return the address it is sent to */
    public URI logInAtProvider(String user) {
        return logInAtProvider(user, get("/api/login").expect(302).header("Location"));
    }

    /** @param begin where Berth has sent the browser */
    public URI logInAtProvider(String user, String begin) {
        URI place = URI.create(begin);
        while (!place.getPath().endsWith("/api/login/callback")) {
            Reply reply = get(place.toString());
            if (reply.status() == 200) {
                reply = submit(reply.body(), user);
            }
            place = place.resolve(reply.header("Location"));
        }
        return place;
    }

    /** Logs in, all the way. @return the last answer, which sends the browser to where it wanted to go */
    public Reply logIn(String user) {
        return get(logInAtProvider(user).toString()).expect(302);
    }

    /** A cookie's value; empty when there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name)).map(HttpCookie::getValue)
                .findFirst().orElse("");
    }

    private Reply submit(String page, String user) {
        Map<String, String> fields = Map.of("prompt", first(PROMPT, page), "login", user, "password", "any");
        String form = fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(),
                StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(first(FORM, page))).POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    private URI at(String place) {
        return place.startsWith("/") ? URI.create(berth + place) : URI.create(place);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(http.send(request.timeout(Await.PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String first(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + page);
        }
        return found.group(1);
    }
}
