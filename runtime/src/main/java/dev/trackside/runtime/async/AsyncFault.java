package dev.trackside.runtime.async;

/**
 * What a handler has thrown on the thread of its plugin.
 *
 * @param handler the handler, by the number it was given to {@link AsyncLane#executor}
 * @param thrown what it has thrown
 */
public record AsyncFault(int handler, Throwable thrown) {}
