package io.cofre.assembly.config;

/**
 * A value as some source gives it.
 *
 * @param source for people
 */
record Given(String value, String source) {}
