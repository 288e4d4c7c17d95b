package dev.berth.session;

import java.util.List;
import java.util.Optional;

/**
 * What agents ask for before they do it, and who said what (P8). Nothing is allowed by itself, but for what people have
 * allowed for the whole session with {@link PermissionReply#ALWAYS}.
 */
public final class Permissions {

    /** More than these may not wait for an answer at once; the agent is refused what it asks beyond. */
    public static final int PENDING_MAX = 100;
    public static final int MESSAGE_MAX = 16_384;
    public static final int SHOWN_MAX = 200;

    private final PermissionTable table;
    private final Events events;

    public Permissions(PermissionTable table, Events events) {
        this.table = table;
        this.events = events;
    }

    /** Those that wait for an answer, in the order of their latest change. */
    public List<Permission> pending() {
        return table.latest(AskState.PENDING, PENDING_MAX);
    }

    /** The latest of those in a state, at most {@value #SHOWN_MAX}, in the order of their latest change. */
    public List<Permission> latest(AskState state) {
        return table.latest(state, SHOWN_MAX);
    }

    public Optional<Permission> find(String id) {
        return table.find(id);
    }

    /** Whether people have allowed this before, for the whole session. */
    public boolean isAllowed(PermissionRequest request) {
        return table.always().stream().anyMatch(answer -> answer.allows(request));
    }

    /** Records what an agent asks for. Asking again under a known id changes nothing. */
    public Permission ask(PermissionRequest request, String turnId) {
        Optional<Permission> known = table.find(request.id());
        if (known.isPresent()) {
            return known.get();
        }
        if (pending().size() >= PENDING_MAX) {
            throw new Refusal(Refusal.Code.TOO_MANY, PENDING_MAX + " permissions wait for an answer already.");
        }
        Permission permission = Permission.asked(request, turnId, events.now(), events.next());
        table.put(permission);
        announce(permission);
        return permission;
    }

    /** Records the answer. The first one counts: every later one is refused, with the permission as it is. */
    public Permission answer(String id, PermissionReply reply, String message, String userId) {
        Permission asked = table.find(id).orElseThrow(() -> Refusal.notFound("permission"));
        if (asked.state() != AskState.PENDING) {
            throw Refusal.conflict("This permission is " + asked.state().wireName() + " already.", "permission", asked);
        }
        return change(asked.answered(reply, message, userId, events.now(), events.next()));
    }

    /** Records that nobody can answer any more; does nothing when somebody has. */
    public void expire(String id) {
        table.find(id).filter(asked -> asked.state() == AskState.PENDING).ifPresent(asked -> change(asked.expired(events.next())));
    }

    private Permission change(Permission changed) {
        table.put(changed);
        announce(changed);
        return changed;
    }

    private void announce(Permission permission) {
        events.append(Event.PERMISSION, permission.turnId(), out -> out.member("permission", permission));
    }
}
