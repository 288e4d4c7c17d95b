package dev.berth.agent.opencode;

/** The words of one part as far as they were said. They only grow: what anyone has seen is never taken back. */
final class SpokenText {

    private final StringBuilder said = new StringBuilder();
    private boolean torn;

    /** Takes a delta. @return what to say now */
    String more(String delta) {
        if (torn) {
            return "";
        }
        said.append(delta);
        return delta;
    }

    /** Marks that deltas may have been lost: none is taken any more, until the whole text comes. */
    void tear() {
        torn = true;
    }

    /** Takes the text as OpenCode has it, which may be behind what was said. @return what to say now */
    String whole(String text) {
        if (text.length() <= said.length() || !text.startsWith(said.toString())) {
            return "";
        }
        String rest = text.substring(said.length());
        said.append(rest);
        torn = false;
        return rest;
    }
}
