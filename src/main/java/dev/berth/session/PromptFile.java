package dev.berth.session;

import java.util.Base64;
import java.util.Locale;

/**
 * A file that goes with a prompt, already checked.
 *
 * @param url a {@code data:} URL with its media type, in base64
 */
public record PromptFile(String name, String url) {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64,";

    /** As a part of the user's message. */
    public Part part() {
        return Part.file(name, url);
    }

    /** Such as {@code image/png}, without parameters. */
    public String mediaType() {
        return url.substring(SCHEME.length(), url.indexOf(ENCODING)).split(";", 2)[0].toLowerCase(Locale.ROOT);
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(url.substring(url.indexOf(ENCODING) + ENCODING.length()));
    }

    /** The same content under another media type. */
    public PromptFile as(String mediaType) {
        return new PromptFile(name, SCHEME + mediaType + url.substring(url.indexOf(ENCODING)));
    }
}
