/**
 * What Berth needs to know of SQLite, for the rooms that keep things in it: how a file is opened, what EclipseLink must be
 * given to work on one, and what its failures mean.
 */
package dev.berth.sqlite;
