/** What Berth's own calls of other servers need beyond the JDK's HTTP client. Knows {@code java.*} only; every room may use it. */
package dev.berth.http;
