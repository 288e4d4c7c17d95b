/** Berth from outside, as a program that nobody wrote for it sees it: a running server, its wire, its files and its page. */
package dev.berth.it;
