package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.session.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Berth's own address")
class AddressTest {

    private final Address here = new Address("https://berth.example.org/app", true);

    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/app/session.html?id=a%2Fb&x=1#end", "/", "/@a", "/a//b"})
    @DisplayName("takes a browser back to any path of this site")
    void local(String path) {
        assertEquals("https://berth.example.org" + path, here.returnTo(path, "/app").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example",
        "/a\nb", "/a b", "/%zz", "javascript:alert(1)", "@evil.example", "/\u0000", "/\u2028"})
    @DisplayName("takes nobody elsewhere")
    void foreign(String path) {
        assertThrows(Refusal.class, () -> here.returnTo(path, "/app"));
    }
}
