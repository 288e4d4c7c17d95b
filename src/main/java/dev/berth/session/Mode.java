package dev.berth.session;

/** How the agent may work. */
public enum Mode implements WireName {
    BUILD, PLAN
}
