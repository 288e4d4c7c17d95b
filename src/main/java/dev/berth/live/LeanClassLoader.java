package dev.berth.live;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The context class loader of Berth's own threads: it loads classes like the application's, but finds no resources.
 *
 * <p>On Payara every WebSocket send schedules a task, which captures the context, which runs a service loader over the
 * context class loader: with the application's own, every jar of the application is searched once for each message, which
 * was half of all the time a broadcast took.
 */
final class LeanClassLoader extends ClassLoader {

    static final LeanClassLoader INSTANCE = new LeanClassLoader(LeanClassLoader.class.getClassLoader());

    private LeanClassLoader(ClassLoader application) {
        super(application);
    }

    @Override
    public URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
