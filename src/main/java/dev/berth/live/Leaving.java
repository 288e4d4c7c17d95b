package dev.berth.live;

import java.util.Map;

/**
 * What is needed of a session when it is gone.
 *
 * @param userId whose list it was in
 * @param memory what its agent had kept in it
 */
record Leaving(String userId, Map<String, String> memory) {

    static Leaving of(OpenSession session) {
        return new Leaving(session.identity().session().userId(), session.metadata().memory());
    }
}
