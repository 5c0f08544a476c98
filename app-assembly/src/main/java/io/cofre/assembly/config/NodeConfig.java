package io.cofre.assembly.config;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the node is.
 *
 * @param dataDirectory absolute
 */
public record NodeConfig(AssemblyName assembly, Set<Role> roles, Path dataDirectory) {
    public NodeConfig {
        roles = Set.copyOf(roles);
    }
}
