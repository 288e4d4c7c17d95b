package dev.berth.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;

/** Somebody who runs a server: looks at its health and its figures, from outside and without a login. */
public final class Operator {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Berth berth;

    public Operator(Berth berth) {
        this.berth = berth;
    }

    /** @param what {@code started}, {@code live} or {@code ready} */
    public Reply health(String what) {
        return get("/health/" + what);
    }

    /** Whether a check is up; waits for nothing. */
    public boolean isUp(String check) {
        return check(check).getString("status").equals("UP");
    }

    /** What a check of readiness says beside up or down, in one text. */
    public String facts(String check) {
        return check(check).getJsonObject("data").toString().replace("\"", "");
    }

    /** Waits until the answer to {@code ready} has a status; what is looked at is looked at every few seconds only. */
    public void awaitReady(int status) {
        Await.until("ready to be " + status, () -> health("ready"), reply -> reply.status() == status);
    }

    /** The sum of all figures with a name and these labels. @param labels such as {@code state="completed"} */
    public double figure(String name, String... labels) {
        double[] found = get("/metrics").expect(200).body().lines().filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).toArray();
        if (found.length == 0) {
            throw new AssertionError("There is no figure " + name + " " + Arrays.toString(labels));
        }
        return Arrays.stream(found).sum();
    }

    /** All lines of Berth's own figures. */
    public Stream<String> figures() {
        return get("/metrics").expect(200).body().lines().filter(line -> line.startsWith("berth_"));
    }

    private JsonObject check(String name) {
        return health("ready").object().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name));
    }

    private Reply get(String path) {
        try {
            return Reply.of(http.send(HttpRequest.newBuilder(berth.at(path)).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new NoAnswer("GET " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
