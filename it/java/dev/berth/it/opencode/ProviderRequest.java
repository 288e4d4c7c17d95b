package dev.berth.it.opencode;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What opencode has asked the model.
 *
 * @param session opencode's id of the session; a sub-agent's is its own
 * @param tools the names of the tools the model may call
 */
public record ProviderRequest(String session, String model, List<JsonObject> messages, List<String> tools) {

    private static final JsonProvider JSON = JsonProvider.provider();

    static ProviderRequest read(HttpExchange exchange) throws IOException {
        try (JsonReader reader = JSON.createReader(exchange.getRequestBody())) {
            JsonObject body = reader.readObject();
            String session = Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-session-id")).orElse("");
            return new ProviderRequest(session, body.getString("model", ""), objects(body, "messages"),
                    objects(body, "tools").stream().map(tool -> tool.getJsonObject("function").getString("name")).toList());
        }
    }

    /** The text of the last message of a user; empty when there is none. */
    public String prompt() {
        return indexOfPrompt() < 0 ? "" : text(messages.get(indexOfPrompt()).get("content"));
    }

    /** How many steps the model has done since the last message of a user. */
    public int step() {
        return (int) messages.stream().skip(indexOfPrompt() + 1L).filter(message -> "assistant".equals(message.getString("role"))).count();
    }

    private int indexOfPrompt() {
        int index = messages.size() - 1;
        while (index >= 0 && !"user".equals(messages.get(index).getString("role"))) {
            index--;
        }
        return index;
    }

    private static String text(JsonValue content) {
        if (content instanceof JsonString text) {
            return text.getString();
        }
        return content instanceof JsonArray parts
                ? parts.getValuesAs(JsonObject.class).stream().map(part -> part.getString("text", "")).collect(Collectors.joining("\n"))
                : "";
    }

    private static List<JsonObject> objects(JsonObject body, String name) {
        return body.containsKey(name) ? body.getJsonArray(name).getValuesAs(JsonObject.class) : List.of();
    }
}
