/**
 * The index of all sessions: owner, repository, status, activity, last activity. Derived and never the truth: a gap or an
 * error in it is mended from the sessions' files, so its writes wait for no disk sync.
 */
package dev.berth.catalogue;
