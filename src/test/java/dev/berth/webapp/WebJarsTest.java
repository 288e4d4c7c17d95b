package dev.berth.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The libraries of the page")
class WebJarsTest {

    @Test
    @DisplayName("are in the web jars of pom.xml, in the versions that the page asks for")
    void versions() throws IOException {
        Set<String> addresses = WebJars.addresses();
        for (String name : List.of("marked/", "highlightjs/")) {
            assertTrue(addresses.stream().anyMatch(address -> address.startsWith(name)), () -> name + " in " + addresses);
        }
        assertEquals(List.of(), addresses.stream().filter(address -> WebJars.open(address) == null).toList());
    }
}
