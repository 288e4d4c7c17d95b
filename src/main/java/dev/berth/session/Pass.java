package dev.berth.session;

/**
 * What somebody was let in by and can lose again: a login, a token, a share link.
 *
 * @param id under which it is ended; tells nothing that would open anything
 * @param endsAt seconds since the epoch from which on it no longer holds
 */
public record Pass(String id, long endsAt) {

    public boolean hasEnded(long now) {
        return now >= endsAt;
    }
}
