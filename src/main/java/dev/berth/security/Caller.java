package dev.berth.security;

import jakarta.servlet.ServletRequest;

/**
 * Who is calling, as found out before anything else looks at the request.
 *
 * @param userId the user it acts for when it names none
 * @param mayNameOthers whether it may act for any user that it names
 * @param createsOnFirstUse whether a session that does not exist is made when it is first used, as the first design did
 */
public record Caller(String userId, boolean mayNameOthers, boolean createsOnFirstUse) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The one person of local mode. */
    public static final Caller LOCAL = new Caller("local", true, true);

    /** The caller of a request that has passed the gate. */
    public static Caller of(ServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }

    void on(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
