package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two browsers for the tests of a class; after each test they must have nothing to complain of. */
final class Pages implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final Supplier<Berth> berth;
    private Page one;
    private Page other;

    /** @param berth asked when the first test begins, so that a server is not started for tests that are skipped */
    Pages(Supplier<Berth> berth) {
        this.berth = berth;
    }

    Page one() {
        return one;
    }

    Page other() {
        return other;
    }

    List<Page> both() {
        return List.of(one, other);
    }

    /** Opens a session in both. */
    void openSession(String id) {
        both().forEach(page -> page.openSession(id));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        one = new Page(berth.get());
        other = new Page(berth.get());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        both().forEach(page -> assertEquals(List.of(), page.complaints()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
