/** Random input for whatever reads what came from outside. */
package dev.berth.fuzz;
