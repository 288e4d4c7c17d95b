package dev.berth.it.access;

import java.util.function.Function;

/** Everyone who may call a route of a session that belongs to alice. */
enum Principal {
    NOBODY(scene -> new String[0], ""),
    WRONG_SECRET(scene -> bearer("not-the-secret"), ""),
    OWNER(scene -> bearer(SecuredServer.SECRET), "userId=alice"),
    OTHER_USER(scene -> bearer(SecuredServer.SECRET), "userId=mallory"),
    READ_SHARE(scene -> bearer(scene.share()), ""),
    EXPIRED_SHARE(scene -> bearer(scene.expiredShare()), ""),
    REVOKED_SHARE(scene -> bearer(scene.revokedShare()), ""),
    SHARE_OF_ANOTHER_SESSION(scene -> bearer(scene.foreignShare()), ""),
    SERVICE(scene -> bearer(SecuredServer.SECRET), ""),
    SERVICE_BY_SECOND_SECRET(scene -> bearer(SecuredServer.SECOND_SECRET), "");

    private final Function<Scene, String[]> credential;
    private final String query;

    Principal(Function<Scene, String[]> credential, String query) {
        this.credential = credential;
        this.query = query;
    }

    /** Headers, as names and values in turn. */
    String[] headers(Scene scene) {
        return credential.apply(scene);
    }

    /** What it adds to the address, or nothing. */
    String query() {
        return query;
    }

    /** What it must get from a route: a status that refuses, or 0 when it is let in. */
    int refusal(Right right) {
        return switch (this) {
            case NOBODY, WRONG_SECRET -> 401;
            case OWNER -> right == Right.ADMIN ? 403 : 0;
            case OTHER_USER -> right == Right.ADMIN ? 403 : right == Right.MEMBER ? 0 : 404;
            case READ_SHARE -> right == Right.READ ? 0 : 403;
            case EXPIRED_SHARE, REVOKED_SHARE -> ofTheSession(right) ? 401 : 403;
            case SHARE_OF_ANOTHER_SESSION -> ofTheSession(right) ? 404 : 403;
            case SERVICE, SERVICE_BY_SECOND_SECRET -> 0;
        };
    }

    private static boolean ofTheSession(Right right) {
        return right == Right.READ || right == Right.OWN;
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
