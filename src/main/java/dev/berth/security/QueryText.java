package dev.berth.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The parameters of an address, read without touching the body, which a servlet's own way may do. */
final class QueryText {

    private QueryText() {
    }

    /** The first value of each name; what is malformed is left out, since it names nothing that is looked for here. */
    static Map<String, String> of(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(values, pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, String value) {
        try {
            values.putIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no character; the routes refuse the parameter if it is one of theirs.
        }
    }
}
