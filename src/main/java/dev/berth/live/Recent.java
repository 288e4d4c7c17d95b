package dev.berth.live;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The latest of what was added, as many as fit; the oldest makes room. Safe for use by many threads. */
final class Recent {

    private final int max;
    private final Set<String> latest = new LinkedHashSet<>();

    Recent(int max) {
        this.max = max;
    }

    synchronized void add(String one) {
        latest.remove(one);
        latest.add(one);
        if (latest.size() > max) {
            Iterator<String> oldest = latest.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized boolean contains(String one) {
        return latest.contains(one);
    }
}
