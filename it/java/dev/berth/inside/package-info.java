/** What can be seen only from inside the container: the registry as a bean, with the server's own EclipseLink under it. */
package dev.berth.inside;
