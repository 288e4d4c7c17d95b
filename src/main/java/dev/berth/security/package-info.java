/** Who is calling and what they may touch. For now there is local mode: one person, on this machine only. */
package dev.berth.security;
