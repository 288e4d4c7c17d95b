/**
 * The benchmark: measures Berth on a server, and the first design on workerd, in turn, and prints how they compare. It judges
 * nothing and no build depends on it. {@link dev.berth.it.bench.Bench} is where it begins; {@code docs/benchmark.md} says what
 * is measured and how.
 */
package dev.berth.it.bench;
