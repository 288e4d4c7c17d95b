package dev.berth.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The container's own context of an answer that comes later, but for its end, which waits until a part of the request has left. */
final class LateEnd implements AsyncContext {

    private static final Logger LOG = Logger.getLogger(LateEnd.class.getName());

    private final AsyncContext own;
    private final Part part;

    LateEnd(AsyncContext own, Part part) {
        this.own = own;
        this.part = part;
    }

    @Override
    public void complete() {
        part.afterwards(this::completeNow);
    }

    private void completeNow() {
        try {
            own.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "the client has left before the end of its answer", e);
        }
    }

    @Override
    public ServletRequest getRequest() {
        return own.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return own.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return own.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        part.afterwards(own::dispatch);
    }

    @Override
    public void dispatch(String path) {
        part.afterwards(() -> own.dispatch(path));
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        part.afterwards(() -> own.dispatch(context, path));
    }

    @Override
    public void start(Runnable run) {
        own.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        own.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        own.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> kind) throws ServletException {
        return own.createListener(kind);
    }

    @Override
    public void setTimeout(long millis) {
        own.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return own.getTimeout();
    }
}
