/**
 * How Berth writes its log: a sentence, then fields under fixed names, so that all lines about a session, a turn or a request
 * are found by them. What people and agents say is never in it. Knows {@code java.*} only; every room may use it.
 */
package dev.berth.log;
