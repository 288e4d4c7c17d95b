/** Every knob of Berth, in one class. */
package dev.berth.settings;
