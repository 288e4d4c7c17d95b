package dev.berth.agent.opencode;

/**
 * The output of a tool that runs, as it grows. OpenCode shows all of it while it is short, and the end of it behind an
 * ellipsis when it is long.
 */
final class LiveOutput {

    /** More is not shown while the tool runs; its result has what OpenCode keeps of it. In UTF-16 units. */
    static final int SHOWN_MAX = 256 << 10;

    private static final String ELLIPSIS = "...\n\n";
    private static final int ANCHOR = 500;

    private String last = "";
    private int shown;

    /** Takes the output as OpenCode shows it now. @return what is new */
    String more(String now) {
        String fresh = now.startsWith(last) ? now.substring(last.length()) : afterLast(now);
        last = now;
        String shownNow = fresh.substring(0, Math.min(fresh.length(), SHOWN_MAX - shown));
        shown += shownNow.length();
        return shownNow;
    }

    /** The window has moved: what follows the end of the last one is new; when that is gone, all of it is. */
    private String afterLast(String now) {
        String window = now.startsWith(ELLIPSIS) ? now.substring(ELLIPSIS.length()) : now;
        String anchor = last.substring(Math.max(0, last.length() - ANCHOR));
        int at = anchor.isEmpty() ? -1 : window.lastIndexOf(anchor);
        return at < 0 ? window : window.substring(at + anchor.length());
    }
}
