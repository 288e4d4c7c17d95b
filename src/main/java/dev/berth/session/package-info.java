/**
 * The words and the rules of Berth, and the ports that other rooms implement.
 *
 * <p>A {@linkplain dev.berth.session.Session session} is one conversation about one repository. Everything that happens
 * in it is an {@linkplain dev.berth.session.Event event} with the next number of that session, its {@code seq}, written
 * in the same transaction as the change itself (promise P2). The rules here ({@code Identity}, {@code Messages},
 * {@code Tasks}, {@code Metadata}) change rows through the tables of a {@link dev.berth.session.SessionLog} and append
 * the events; they know neither files nor threads nor the web. They are called by one thread at a time.
 *
 * <p>This room imports {@code java.*} only.
 */
package dev.berth.session;
