/** Who is calling: one person on this machine, a trusted service, a user who logged in, or a guest with a share link. */
package dev.berth.security;
