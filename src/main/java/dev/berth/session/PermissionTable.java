package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The permissions of one open session as rows. Called on the session's lane only. */
public interface PermissionTable {

    void insert(Permission permission);

    void update(Permission permission);

    Optional<Permission> find(String id);

    /** Those in a state, in the order in which they were asked. */
    List<Permission> inState(AskState state);

    /** Those that were answered with {@link PermissionReply#ALWAYS}. */
    List<Permission> always();
}
