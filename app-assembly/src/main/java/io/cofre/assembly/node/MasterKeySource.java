package io.cofre.assembly.node;

import io.cofre.assembly.config.SecretSource;
import io.cofre.assembly.config.VaultConfig;
import io.cofre.local.vault.MasterKeyFile;
import io.cofre.local.vault.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.BooleanSupplier;

/** Where the keys that wrap all others come from. */
final class MasterKeySource {
    private MasterKeySource() {}

    /**
     * Reads the keys; where there is no file, the first start of all makes it, durable before anything is wrapped.
     *
     * @param nothingWritten whether the ledger is empty: a new key could read nothing of one that is not
     */
    static MasterKeys open(VaultConfig config, Secrets secrets, BooleanSupplier nothingWritten) {
        return switch (config.masterKey()) {
            case SecretSource.InEnvironment(String variable) ->
                MasterKeys.parse(secrets.variable("vault.master_key_file", variable), variable);
            case SecretSource.InFile(Path file) ->
                config.mayBeMade() && !Files.exists(file) && nothingWritten.getAsBoolean()
                        ? MasterKeyFile.create(file, new SecureRandom())
                        : MasterKeyFile.load(file);
        };
    }
}
