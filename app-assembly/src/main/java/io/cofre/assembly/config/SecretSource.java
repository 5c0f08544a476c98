package io.cofre.assembly.config;

import java.nio.file.Path;

/** Where a secret lies; never the secret. */
public sealed interface SecretSource {
    /** The first line of a file that only its owner may read. */
    record InFile(Path path) implements SecretSource {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A variable of the environment. */
    record InEnvironment(String variable) implements SecretSource {
        @Override
        public String toString() {
            return "env:" + variable;
        }
    }
}
