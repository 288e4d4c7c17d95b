package dev.berth.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.live.LiveSessions;
import dev.berth.live.SessionRegistry;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Role;
import dev.berth.session.SessionId;
import jakarta.inject.Inject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("The registry inside the container")
class SessionRegistryIT {

    @Inject
    private SessionRegistry registry;

    /** The very WAR that is shipped, and this test beside it. */
    @Deployment
    static WebArchive berth() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("berth.home"), "target/berth.war"));
    }

    @Test
    void isOneBeanThatAlwaysGivesTheSameSessions() {
        assertSame(registry.sessions(), registry.sessions());
    }

    @Test
    void writesThroughTheServersOwnEclipseLink() throws Exception {
        String id = newSession();
        await(registry.sessions().ask(id, session -> session.messages().append(new NewMessage(Role.USER, "hello", null, null, null))));
        assertEquals(Long.valueOf(1), await(registry.sessions().ask(id, session -> session.messages().count())));
    }

    @Test
    void oneBusySessionHoldsUpNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        String busy = newSession();
        CompletionStage<Boolean> slow = registry.sessions().ask(busy, session -> awaitLatch(release));
        List<CompletionStage<Long>> others = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            others.add(registry.sessions().ask(newSession(), session -> session.events().last()));
        }
        for (CompletionStage<Long> other : others) {
            assertEquals(Long.valueOf(1), await(other));
        }
        release.countDown();
        assertTrue(await(slow));
    }

    private String newSession() throws Exception {
        LiveSessions sessions = registry.sessions();
        return await(sessions.create(new NewSession(SessionId.random(), "inside", "acme", "rocket", null, Mode.BUILD, null))).id();
    }

    private static boolean awaitLatch(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
