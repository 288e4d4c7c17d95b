package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void everyRouteHasItsRowInTheMatrix() {
        assertEquals(Routes.real(), Routes.ROWS.stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new)));
    }
}
