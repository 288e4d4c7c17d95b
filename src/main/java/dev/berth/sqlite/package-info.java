/**
 * What Berth needs to know of SQLite, for the rooms that keep things in it: how a file is opened, what EclipseLink must be
 * told about its dialect, and what its failures mean.
 */
package dev.berth.sqlite;
