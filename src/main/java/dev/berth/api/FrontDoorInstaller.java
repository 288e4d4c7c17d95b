package dev.berth.api;

import dev.berth.live.SessionRegistry;
import dev.berth.security.Reception;
import dev.berth.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/** Puts the front door before every other filter, and closes up at the end. */
@WebListener
public class FrontDoorInstaller implements ServletContextListener {

    @Inject
    private Settings settings;
    @Inject
    private SessionRegistry registry;
    @Inject
    private Reception reception;
    private Runnable shutdown;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        shutdown = registry.shutdown();
        reception.whenPassEnds(registry.sessions()::end);
        FrontDoor frontDoor = new FrontDoor(registry, reception, settings);
        event.getServletContext().addServlet("error-page", new ErrorPage(registry.sessions(), frontDoor)).addMapping(ErrorPage.PATH);
        FilterRegistration.Dynamic door = event.getServletContext().addFilter("front-door", frontDoor);
        door.setAsyncSupported(true);
        boolean afterTheOthers = false;
        door.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), afterTheOthers, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        shutdown.run();
    }
}
