package dev.berth.it.opencode;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;

/**
 * How opencode is told of the scripted provider.
 *
 * @param header how long it waits for the beginning of an answer
 * @param chunk how long it waits for the next chunk of one
 */
record ProviderConfig(String baseUrl, Duration header, Duration chunk) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String PROVIDER = "standin";
    private static final String MODEL = "scripted";

    JsonObject json() {
        return object().add("$schema", "https://opencode.ai/config.json").add("model", PROVIDER + "/" + MODEL)
                .add("small_model", PROVIDER + "/" + MODEL).add("enabled_providers", JSON.createArrayBuilder().add(PROVIDER))
                .add("provider", object().add(PROVIDER, provider())).build();
    }

    private JsonObjectBuilder provider() {
        return object().add("npm", "@ai-sdk/openai-compatible").add("name", "Stand-in").add("options", options())
                .add("models", object().add(MODEL, model()));
    }

    private JsonObjectBuilder options() {
        return object().add("baseURL", baseUrl).add("apiKey", "test").add("headerTimeout", header.toMillis())
                .add("chunkTimeout", chunk.toMillis());
    }

    /** The context is far larger than any test's conversation, or opencode would begin to compact it; the costs are dollars per million. */
    private static JsonObjectBuilder model() {
        return object().add("name", "Scripted").add("attachment", true).add("modalities", modalities())
                .add("tool_call", true).add("reasoning", true)
                .add("limit", object().add("context", 1_000_000).add("output", 32_000))
                .add("cost", object().add("input", 1).add("output", 2).add("cache_read", 0.5));
    }

    private static JsonObjectBuilder modalities() {
        return object().add("input", JSON.createArrayBuilder().add("text").add("image"))
                .add("output", JSON.createArrayBuilder().add("text"));
    }

    private static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }
}
