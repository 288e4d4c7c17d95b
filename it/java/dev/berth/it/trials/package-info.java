/**
 * The promises under fire, below the web: the store and the live sessions in a small program of their own, killed, starved of disk
 * and fed with broken files. What was told and what was found is judged by one {@link dev.berth.it.trials.History}.
 *
 * <p>Others go against a server, for what the web adds: a bad wire, bad networks, very many connections.
 *
 * <p>Each trial prints its seed. {@code -Dberth.it.seed=…} repeats a run, {@code -Dberth.it.trials.…} makes it longer; the command
 * stands at each trial.
 */
package dev.berth.it.trials;
