/** Reads Berth's OpenAPI description and holds values against its schemas, for the tests of the file and of the servers. */
package dev.berth.openapi;
