package dev.berth.session;

/**
 * What somebody wants to change of a session; null members stay as they are.
 *
 * @param clearsTitle whether the title is to be removed (a null {@code title} alone leaves it)
 */
public record SessionChange(String title, boolean clearsTitle, Mode mode, SessionStatus status) {

    Session applyTo(Session session, long now) {
        Session changed = clearsTitle || title != null ? session.withTitle(title) : session;
        changed = mode == null ? changed : changed.withMode(mode);
        return status == null ? changed : changed.withStatus(status, now);
    }
}
