/** Proxies in front of Berth, real ones, with the settings that the documentation gives. */
package dev.berth.it.proxy;
