package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The permissions of one open session as rows. Called on the session's lane only. */
public interface PermissionTable {

    /** Stores a permission, in place of what was stored under its id. */
    void put(Permission permission);

    Optional<Permission> find(String id);

    /** The latest of those in a state, at most {@code limit}, in the order of their latest change. */
    List<Permission> latest(AskState state, int limit);

    /** Those that were answered with {@link PermissionReply#ALWAYS}. */
    List<Permission> always();
}
