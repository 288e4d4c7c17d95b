package dev.berth.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything JAX-RS answers lies under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {
}
