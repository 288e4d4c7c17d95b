package dev.berth.it.opencode;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.cut;
import static dev.berth.it.opencode.Step.finish;
import static dev.berth.it.opencode.Step.garbage;
import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.hang;
import static dev.berth.it.opencode.Step.httpError;
import static dev.berth.it.opencode.Step.httpErrorTimes;
import static dev.berth.it.opencode.Step.say;
import static dev.berth.it.opencode.Step.think;
import static dev.berth.it.opencode.Step.usage;
import static dev.berth.it.opencode.Step.withoutEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The scripted provider")
@Timeout(60)
class ScriptedProviderTest {

    private static final JsonObject COMMAND = Json.createObjectBuilder().add("command", "echo hi").build();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    @DisplayName("says a text in chunks that add up to it, whole code points each, and then stops")
    void saysInChunks() throws Exception {
        String text = "\n w\u00f6rld \ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69 ";
        provider.script("hello", say(text, 5, Duration.ZERO).and(usage(10, 5, 2)));
        List<String> frames = frames(ask("hello", 0));
        assertEquals(5, frames.stream().filter(frame -> frame.contains("content")).count());
        assertEquals(text, text(frames));
        assertTrue(frames.stream().anyMatch(frame -> frame.contains("\"cached_tokens\":2")), frames::toString);
        assertEquals("stop", finishReason(frames));
        assertEquals("[DONE]", frames.get(frames.size() - 1));
    }

    @Test
    @DisplayName("thinks, says and calls two tools in one answer")
    void callsTools() throws Exception {
        provider.script("work", think("hm").and(say("I will.")).and(call("bash", COMMAND)).and(call("read", COMMAND)));
        List<String> frames = frames(ask("work", 0));
        assertEquals("tool_calls", finishReason(frames));
        assertEquals(List.of("hm"), values(frames, "reasoning_content"));
        List<JsonObject> calls = deltas(frames).filter(delta -> delta.containsKey("tool_calls"))
                .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0)).toList();
        assertEquals(List.of(0, 1), calls.stream().map(each -> each.getInt("index")).toList());
        assertEquals(List.of("bash", "read"), calls.stream().map(each -> each.getJsonObject("function").getString("name")).toList());
        assertEquals(COMMAND.toString(), calls.get(0).getJsonObject("function").getString("arguments"));
        assertEquals(2, calls.stream().map(each -> each.getString("id")).distinct().count());
    }

    @Test
    @DisplayName("plays the step that is due, and says so when a script or a step is missing")
    void playsSteps() throws Exception {
        provider.script("two", say("first"), say("second").and(finish("length"))).script("two more", say("longer"));
        assertEquals("first", text(frames(ask("two", 0))));
        assertEquals("second", text(frames(ask("two", 1))));
        assertEquals("length", finishReason(frames(ask("two", 1))));
        assertEquals("no step 2 in the script: two", text(frames(ask("two", 2))));
        assertEquals("no script for: three", text(frames(ask("three", 0))));
    }

    @Test
    @DisplayName("knows a script by the prompt's first line or by a whole word of it, whatever reminders are around it")
    void findsTheScript() throws Exception {
        provider.script("two", say("2")).script("two more", say("3"));
        assertEquals("2", text(frames(ask("two\nor something", 0))));
        assertEquals("2", text(frames(ask("Please do two, now", 0))));
        assertEquals("3", text(frames(ask("Please do two more", 0))));
        assertEquals("no script for: twofold", text(frames(ask("twofold", 0))));
        assertEquals("2", text(frames(ask("two\n<system-reminder>\nnot two more\n</system-reminder>", 0))));
        assertEquals("2", text(frames(ask("<system-reminder>The user said: two</system-reminder>", 0))));
    }

    @Test
    @DisplayName("answers a request without tools with a short text, and remembers who asked what")
    void remembersRequests() throws Exception {
        provider.script("title me", hang());
        assertEquals("Scripted", text(frames(send("ses_1", "title me", 0))));
        provider.script("x", say("y"));
        ask("x", 0);
        ProviderRequest last = provider.requests().get(1);
        assertEquals("ses_test", last.session());
        assertEquals("scripted", last.model());
        assertEquals(List.of("bash"), last.tools());
        assertEquals("x", last.prompt());
        assertEquals(1, last.messages().size());
        assertEquals(List.of(), provider.requests().get(0).tools());
    }

    @Test
    @DisplayName("remembers the last requests only")
    void forgetsOldRequests() throws Exception {
        for (int i = 0; i <= ScriptedProvider.REQUESTS_MAX; i++) {
            ask("prompt " + i, 0).body().close();
        }
        assertEquals(ScriptedProvider.REQUESTS_MAX, provider.requests().size());
        assertEquals("prompt 1", provider.requests().get(0).prompt());
    }

    @Test
    @DisplayName("refuses with a status, always or the first times only, for each session by itself")
    void refuses() throws Exception {
        provider.script("refused", httpError(401, "bad key", "retry-after", "7"));
        provider.script("busy", httpErrorTimes(2, 429).and(say("at last")));
        HttpResponse<InputStream> refused = ask("refused", 0);
        assertEquals(401, refused.statusCode());
        assertEquals("7", refused.headers().firstValue("retry-after").orElseThrow());
        assertEquals("{\"error\":{\"message\":\"bad key\"}}", new String(refused.body().readAllBytes(), StandardCharsets.UTF_8));
        for (String session : List.of("ses_1", "ses_2")) {
            assertEquals("10", send(session, "busy", 0, "bash").headers().firstValue("retry-after-ms").orElseThrow());
            assertEquals(429, send(session, "busy", 0, "bash").statusCode());
            assertEquals("at last", text(frames(send(session, "busy", 0, "bash"))));
        }
    }

    @Test
    @DisplayName("waits at a gate until the test opens it; what was said before has arrived")
    void waitsAtAGate() throws Exception {
        provider.script("gated", say("part one").and(gate("go")).and(say(" part two")));
        BufferedReader reader = reader(ask("gated", 0));
        assertTrue(reader.readLine().contains("part one"));
        CompletableFuture<String> rest = CompletableFuture.supplyAsync(() -> reader.lines().collect(Collectors.joining()));
        assertFalse(rest.isDone());
        provider.open("go");
        assertTrue(rest.get().contains("part two"));
    }

    @Test
    @DisplayName("breaks as providers do: malformed, without an end, cut, silent")
    void breaks() throws Exception {
        provider.script("garbage", garbage()).script("endless", say("x").and(withoutEnd())).script("cut", say("half").and(cut()))
                .script("hang", hang());
        assertThrows(RuntimeException.class, () -> deltas(frames(ask("garbage", 0))).count());
        List<String> endless = frames(ask("endless", 0));
        assertEquals("[DONE]", endless.get(endless.size() - 1));
        assertFalse(endless.toString().contains("finish_reason"));
        BufferedReader half = reader(ask("cut", 0));
        assertTrue(half.readLine().contains("half"));
        assertThrows(IOException.class, () -> half.transferTo(Writer.nullWriter()));
        CompletableFuture<?> silent = client.sendAsync(request("ses_test", "hang", 0, "bash"), BodyHandlers.ofString());
        while (provider.requests().size() < 4) {
            Thread.onSpinWait();
        }
        assertFalse(silent.isDone());
        provider.close();
        assertThrows(Exception.class, silent::get);
    }

    @Test
    @DisplayName("answers many sessions at once")
    void answersMany() {
        provider.script("many", say("a".repeat(100), 20, Duration.ofMillis(1)));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 30)
                .mapToObj(i -> client.sendAsync(request("ses_" + i, "many", 0, "bash"), BodyHandlers.ofString())).toList();
        answers.forEach(answer -> assertEquals("a".repeat(100), text(answer.join().body().lines().filter(line -> !line.isEmpty())
                .map(line -> line.substring("data: ".length())).toList())));
    }

    @Test
    @DisplayName("writes the configuration that makes opencode use it")
    void writesConfig(@TempDir Path folder) throws Exception {
        Path file = provider.timeouts(Duration.ofSeconds(3), Duration.ofSeconds(4)).writeConfig(folder.resolve("opencode.json"));
        JsonObject config = Json.createReader(new StringReader(Files.readString(file))).readObject();
        assertEquals("standin/scripted", config.getString("model"));
        JsonObject options = config.getJsonObject("provider").getJsonObject("standin").getJsonObject("options");
        assertEquals("http://127.0.0.1:" + provider.port() + "/v1", options.getString("baseURL"));
        assertEquals(List.of(3000, 4000), List.of(options.getInt("headerTimeout"), options.getInt("chunkTimeout")));
    }

    private HttpResponse<InputStream> ask(String prompt, int stepsDone) throws Exception {
        return send("ses_test", prompt, stepsDone, "bash");
    }

    private HttpResponse<InputStream> send(String session, String prompt, int stepsDone, String... tools) throws Exception {
        return client.send(request(session, prompt, stepsDone, tools), BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String session, String prompt, int stepsDone, String... tools) {
        JsonArrayBuilder messages = Json.createArrayBuilder().add(message("user", prompt));
        IntStream.range(0, stepsDone).forEach(i -> messages.add(message("assistant", "said")));
        JsonObjectBuilder body = Json.createObjectBuilder().add("model", "scripted").add("messages", messages);
        if (tools.length > 0) {
            body.add("tools", Json.createArrayBuilder().add(Json.createObjectBuilder()
                    .add("function", Json.createObjectBuilder().add("name", tools[0]))));
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + provider.port() + "/v1/chat/completions"))
                .header("x-session-id", session).POST(BodyPublishers.ofString(body.build().toString())).build();
    }

    private static JsonObjectBuilder message(String role, String text) {
        return Json.createObjectBuilder().add("role", role).add("content", text);
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static List<String> frames(HttpResponse<InputStream> response) {
        return reader(response).lines().filter(line -> !line.isEmpty()).map(line -> line.substring("data: ".length())).toList();
    }

    private static Stream<JsonObject> choices(List<String> frames) {
        return frames.stream().filter(frame -> !frame.equals("[DONE]"))
                .map(frame -> Json.createReader(new StringReader(frame)).readObject())
                .flatMap(frame -> frame.getJsonArray("choices").getValuesAs(JsonObject.class).stream());
    }

    private static Stream<JsonObject> deltas(List<String> frames) {
        return choices(frames).map(choice -> choice.getJsonObject("delta"));
    }

    private static List<String> values(List<String> frames, String name) {
        return deltas(frames).filter(delta -> delta.containsKey(name)).map(delta -> delta.getString(name)).toList();
    }

    private static String text(List<String> frames) {
        return String.join("", values(frames, "content"));
    }

    private static String finishReason(List<String> frames) {
        return choices(frames).filter(choice -> choice.containsKey("finish_reason")).map(choice -> choice.getString("finish_reason"))
                .findFirst().orElse("");
    }
}
