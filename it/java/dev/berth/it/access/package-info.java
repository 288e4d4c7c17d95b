/** Who may touch what: every route for everyone, links, tickets, guesses and foreign pages, on a server that is not in local mode. */
package dev.berth.it.access;
