package io.cofre.assembly.config;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.nio.file.Path;
import java.util.Map;

/** Where the trusted roots are. */
public sealed interface TrustConfig {
    /** A file that {@code cofre trust} changes. */
    record InFile(Path file) implements TrustConfig {
        @Override
        public String toString() {
            return "there is none in " + file;
        }
    }

    /** The setting {@code ledger.trusted_roots}; nothing else changes them. */
    record Fixed(Map<KeyId, PublicKey> roots) implements TrustConfig {
        public Fixed {
            roots = Map.copyOf(roots);
        }

        @Override
        public String toString() {
            return "ledger.trusted_roots names " + roots.size();
        }
    }

    /** The process's own memory. */
    record InMemory() implements TrustConfig {
        @Override
        public String toString() {
            return "assembly = memory keeps none";
        }
    }
}
