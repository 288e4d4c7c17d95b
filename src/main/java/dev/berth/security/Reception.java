package dev.berth.security;

import dev.berth.security.oidc.OpenIdLogin;
import dev.berth.settings.OidcSettings;
import dev.berth.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts together what tells callers apart, once for the application. Keep what it gives; calls to this bean cost. */
@ApplicationScoped
public class Reception {

    @Inject
    private Settings settings;
    private Tickets tickets;
    private Guesses guesses;
    private Gate gate;
    private OpenIdLogin login;
    private volatile Consumer<String> passEnded = pass -> { };
    private Rates rates;

    @PostConstruct
    void assemble() {
        tickets = new Tickets(Clock.systemUTC());
        guesses = new Guesses(Clock.systemUTC());
        OidcSettings oidc = settings.access().oidc();
        login = oidc.isOn() ? new OpenIdLogin(oidc, settings.data(), pass -> passEnded.accept(pass)) : null;
        gate = new Gate(settings.access(), tickets, guesses, login);
        rates = new Rates(settings.limits(), System::nanoTime);
    }

    public Tickets tickets() {
        return tickets;
    }

    public Guesses guesses() {
        return guesses;
    }

    /** How people log in; empty when they cannot. */
    public Optional<OpenIdLogin> login() {
        return Optional.ofNullable(login);
    }

    /** Says who is told the id of each pass that ends before its time. */
    public void whenPassEnds(Consumer<String> told) {
        passEnded = told;
    }

    public Rates rates() {
        return rates;
    }

    public Gate gate() {
        return gate;
    }
}
