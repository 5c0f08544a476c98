package io.cofre.local.cache;

/**
 * How often something was looked for since the start.
 *
 * @param hits it was at hand
 * @param misses it had to be read, whether or not it was there
 */
public record LookupCount(long hits, long misses) {}
