package io.cofre.http.helidon;

import java.nio.file.Path;

/** Where the server's certificate and key are. Passwords stand in files, never here. */
public sealed interface TlsSettings {
    /**
     * A PKCS #12 or JKS key store.
     *
     * @param alias of the key
     */
    record KeyStoreFile(Path file, Path passwordFile, String alias) implements TlsSettings {}

    /**
     * PEM files.
     *
     * @param chain the server's certificate first
     * @param key PKCS #8, not encrypted ({@code BEGIN PRIVATE KEY}); RSA, EC or Ed25519
     */
    record PemFiles(Path chain, Path key) implements TlsSettings {}
}
