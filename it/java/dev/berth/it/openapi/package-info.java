/** Holds what a running server answers against the OpenAPI description that it serves itself. */
package dev.berth.it.openapi;
