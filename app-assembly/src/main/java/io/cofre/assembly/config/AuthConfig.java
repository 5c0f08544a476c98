package io.cofre.assembly.config;

import java.time.Duration;

/**
 * The authorizer's caches.
 *
 * @param recordLife how long a record may be used after it was read
 */
public record AuthConfig(Duration recordLife, int knownTokens, int unknownTokens) {}
