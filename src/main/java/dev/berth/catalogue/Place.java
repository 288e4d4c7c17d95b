package dev.berth.catalogue;

import dev.berth.session.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of the list ended: the last card's rank and id, opaque to clients. */
record Place(long rank, String id) {

    static Place parse(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int colon = plain.indexOf(':');
            return new Place(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Refusal.invalid("cursor must come from the Link header of the page before.");
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((rank + ":" + id).getBytes(StandardCharsets.US_ASCII));
    }
}
