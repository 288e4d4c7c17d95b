package dev.berth.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/** A request that comes again with its body: who answers it later does not end it before this part has left. */
final class SecondPart extends WholeRequest {

    private final Part part;

    SecondPart(HttpServletRequest request, byte[] body, Part part) {
        super(request, body);
        this.part = part;
    }

    @Override
    public AsyncContext startAsync() {
        return new LateEnd(super.startAsync(), part);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return new LateEnd(super.startAsync(request, response), part);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new LateEnd(super.getAsyncContext(), part);
    }
}
