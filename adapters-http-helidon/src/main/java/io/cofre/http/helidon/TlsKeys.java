package io.cofre.http.helidon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the server's certificate and key. */
final class TlsKeys {
    private static final String ALIAS = "server";
    private static final char[] NONE = new char[0];

    private TlsKeys() {}

    /** Empty files, wrong passwords, unknown aliases and foreign formats are exceptions whose message says which. */
    static SSLContext context(TlsSettings settings) throws IOException, GeneralSecurityException {
        return switch (settings) {
            case TlsSettings.KeyStoreFile store -> {
                char[] password = Files.readString(store.passwordFile()).strip().toCharArray();
                try {
                    KeyStore keys = KeyStore.getInstance(store.file().toFile(), password);
                    if (!keys.isKeyEntry(store.alias())) {
                        throw new GeneralSecurityException(
                                "the key store " + store.file() + " has no key of the alias " + store.alias());
                    }
                    yield context(only(keys, store.alias(), password), NONE);
                } finally {
                    Arrays.fill(password, '\0');
                }
            }
            case TlsSettings.PemFiles pem -> {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(null, NONE);
                PrivateKey key = key(pem.key());
                Certificate[] chain = chain(pem.chain());
                if (!arePair(key, chain[0].getPublicKey())) {
                    throw new GeneralSecurityException(
                            "the key in " + pem.key() + " is not that of the first certificate in " + pem.chain());
                }
                keys.setKeyEntry(ALIAS, key, NONE, chain);
                yield context(keys, NONE);
            }
        };
    }

    /** Known at the start, not at the first handshake. */
    private static boolean arePair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                });
        byte[] sample = {1};
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(sample);
        return signature.verify(signed);
    }

    /** A key manager takes whichever key fits, so that it is given one alone. */
    private static KeyStore only(KeyStore keys, String alias, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, NONE);
        one.setKeyEntry(ALIAS, keys.getKey(alias, password), NONE, keys.getCertificateChain(alias));
        return one;
    }

    private static SSLContext context(KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new GeneralSecurityException(file + " holds no certificate");
            }
            return chain;
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException(file + " holds no unencrypted PKCS #8 key (BEGIN PRIVATE KEY)");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        try {
            for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
                Optional<PrivateKey> key = key(algorithm, encoded);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        throw new GeneralSecurityException(file + " holds a key that is not RSA, EC or Ed25519");
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] encoded) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException otherAlgorithm) {
            return Optional.empty();
        }
    }
}
