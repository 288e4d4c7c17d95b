/**
 * What those who run Berth look at: MicroProfile Health and Metrics. It looks through {@code live} and the ports of
 * {@code session}, counts nothing by itself, and nobody points at it.
 */
package dev.berth.operation;
