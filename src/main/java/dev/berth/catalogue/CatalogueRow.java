package dev.berth.catalogue;

import dev.berth.session.Activity;
import dev.berth.session.Mode;
import dev.berth.session.Session;
import dev.berth.session.SessionStatus;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "sessions")
@NamedQuery(name = "catalogue.remove", query = "DELETE FROM CatalogueRow s WHERE s.id = :id")
@NamedQuery(name = "catalogue.ids", query = "SELECT s.id FROM CatalogueRow s WHERE s.id >= :first AND s.id < :last")
@NamedQuery(name = "catalogue.unsettled", query = "SELECT s.id FROM CatalogueRow s WHERE s.activity IN ('running', 'waiting')")
class CatalogueRow {

    @Id
    private String id;
    @Column(name = "user_id")
    private String userId;
    @Column(name = "repo_owner")
    private String repoOwner;
    @Column(name = "repo_name")
    private String repoName;
    private String title;
    private String status;
    private String activity;
    private String mode;
    @Column(name = "last_activity")
    private long lastActivity;
    @Column(name = "created_at")
    private long createdAt;
    @Column(name = "archived_at")
    private Long archivedAt;
    private long seq;
    /** Orders the list, finer than seconds: later activity has the higher rank. */
    private long rank;

    protected CatalogueRow() {
    }

    CatalogueRow(Session session, long rank) {
        id = session.id();
        userId = session.userId();
        repoOwner = session.repoOwner();
        repoName = session.repoName();
        title = session.title();
        status = session.status().wireName();
        activity = session.activity().wireName();
        mode = session.mode().wireName();
        lastActivity = session.lastActivity();
        createdAt = session.createdAt();
        archivedAt = session.archivedAt();
        seq = session.seq();
        this.rank = rank;
    }

    String id() {
        return id;
    }

    long rank() {
        return rank;
    }

    Session toSession() {
        return new Session(id, userId, repoOwner, repoName, title, WireName.parse(SessionStatus.class, "status", status),
                WireName.parse(Activity.class, "activity", activity), WireName.parse(Mode.class, "mode", mode), lastActivity,
                createdAt, archivedAt, seq);
    }
}
