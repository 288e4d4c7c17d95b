package dev.berth.it.access;

import dev.berth.it.Json;
import jakarta.json.JsonObject;

/**
 * One row of the matrix: a route, what it asks, and a sound body to call it with.
 *
 * @param template as the routes have it, below {@code /api}
 * @param body null when it takes none
 * @param upgrades whether it is a WebSocket
 * @param accept which type of answer is asked for
 */
record Route(String method, String template, Right right, JsonObject body, boolean upgrades, String accept) {

    static Route of(String method, String template, Right right, Object... body) {
        return new Route(method, template, right, body.length == 0 ? null : Json.object(body), false, "*/*");
    }

    static Route socket(String template, Right right) {
        return new Route("GET", template, right, null, true, "*/*");
    }

    /** One that answers in another way when this is the only type that is accepted. */
    Route accepting(String type) {
        return new Route(method, template, right, body, upgrades, type);
    }

    String name() {
        return method + ' ' + template;
    }

    /** The path for one session. */
    String path(Scene scene) {
        return template.replace("{id}", scene.id()).replace("{taskId}", scene.taskId()).replace("{shareId}", scene.shareId())
                .replace("{key}", "colour").replaceAll("\\{\\w+}", "unknown-one");
    }
}
