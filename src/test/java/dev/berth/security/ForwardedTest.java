package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said about where a request comes from")
class ForwardedTest {

    private static final List<String> PROXIES = List.of("10.0.0.1", "10.0.0.2");

    @Test
    @DisplayName("counts when a trusted proxy says it")
    void trusted() {
        assertEquals("192.0.2.7", ClientAddress.of(request("10.0.0.1", "192.0.2.7"), PROXIES));
        assertTrue(ClientScheme.isHttps(request("10.0.0.1", "https"), PROXIES));
        assertFalse(ClientScheme.isHttps(request("10.0.0.1", "http"), PROXIES));
    }

    @Test
    @DisplayName("does not count when anybody else says it")
    void untrusted() {
        assertEquals("192.0.2.7", ClientAddress.of(request("192.0.2.7", "10.0.0.1"), PROXIES));
        assertFalse(ClientScheme.isHttps(request("192.0.2.7", "https"), PROXIES));
        assertEquals("10.0.0.1", ClientAddress.of(request("10.0.0.1"), PROXIES));
    }

    @Test
    @DisplayName("is what the trusted proxies saw, and not what the client had written above, in the same header or one of its own")
    void forged() {
        assertEquals("192.0.2.7", ClientAddress.of(request("10.0.0.1", "203.0.113.9, 192.0.2.7"), PROXIES));
        assertEquals("192.0.2.7", ClientAddress.of(request("10.0.0.1", "203.0.113.9", "192.0.2.7"), PROXIES));
        assertEquals("192.0.2.7", ClientAddress.of(request("10.0.0.2", "203.0.113.9", "192.0.2.7, 10.0.0.1"), PROXIES));
    }

    /** A request from an address, in which each header asked for has these values. */
    private static HttpServletRequest request(String from, String... values) {
        return (HttpServletRequest) Proxy.newProxyInstance(ForwardedTest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> from;
                    case "getHeader" -> values.length == 0 ? null : values[0];
                    case "getHeaders" -> Collections.enumeration(List.of(values));
                    case "isSecure" -> false;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
