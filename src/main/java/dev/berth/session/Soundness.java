package dev.berth.session;

import java.util.List;

/**
 * What a look through a session's file has found.
 *
 * @param damaged whether the file holds no session that could be worked on, so that it has to be set aside
 * @param findings a sentence for each thing that is wrong; none when the file is sound
 */
public record Soundness(boolean damaged, List<String> findings) implements JsonForm {

    /** Findings beyond this many are left out: they say nothing new. */
    public static final int FINDINGS_MAX = 20;

    public static final Soundness SOUND = new Soundness(false, List.of());

    /** A file that cannot be looked through to the end. */
    public static Soundness damagedBy(String finding) {
        return new Soundness(true, List.of(finding));
    }

    public boolean isSound() {
        return findings.isEmpty();
    }

    /** All findings in one sentence. */
    public String sentence() {
        return String.join("; ", findings) + '.';
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().name("ok").raw(Boolean.toString(isSound())).name("setAside").raw(Boolean.toString(damaged))
                .texts("findings", findings).endObject();
    }
}
