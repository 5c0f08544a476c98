package io.cofre.domain.usecase;

import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.token.PepperVersions;
import io.cofre.domain.token.TokenHashing;
import io.cofre.ports.PortFailure;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The pepper's versions in the vault (spec 01, "Token hash"). Which ones tokens are tried under is read once, at the
 * first use: a new one is made while no node runs ({@link RotatePepper}). Thread-safe.
 */
public final class Peppers {
    /** Later than any secret was made, whatever the clocks. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final int PAGE = 1_000;

    private final KeyVault vault;
    private final SecretRows rows;
    private final Tokens tokens;
    private final FreshNames names;
    private final InstantSource clock;
    private final Map<Integer, SecretRef> byVersion = new ConcurrentHashMap<>();
    private volatile List<Integer> tried = List.of();

    /**
     * Makes the peppers.
     *
     * @param rows where the vault's refs are listed
     * @param tokens as they stand
     */
    @Inject
    public Peppers(KeyVault vault, SecretRows rows, Tokens tokens, FreshNames names, InstantSource clock) {
        this.vault = vault;
        this.rows = rows;
        this.tokens = tokens;
        this.names = names;
        this.clock = clock;
    }

    /** Has the vault lend the newest pepper: for a node's readiness. Throws what the vault throws. */
    public void ask() {
        under(tried().getFirst(), pepper -> true);
    }

    /** The versions that a token is tried under, newest first; at least one. */
    List<Integer> tried() {
        List<Integer> known = tried;
        return known.isEmpty() ? read() : known;
    }

    /** Lends a version's pepper to a function; empty where it was destroyed, because its last token ended. */
    <R> Optional<R> under(int version, Function<SecretBytes, R> body) {
        try {
            return Optional.of(vault.use(byVersion.computeIfAbsent(version, SystemNames::pepper), body));
        } catch (PortFailure.Rejected e) {
            if (read().contains(version)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Those that there are, ascending. */
    List<Integer> kept() {
        return madeBefore(clock.instant().plus(AHEAD));
    }

    /** Of those that there are, the ones made before a time. */
    List<Integer> madeBefore(Instant time) {
        return refs(time).stream()
                .flatMap(ref -> SystemNames.pepperVersion(ref).stream())
                .sorted()
                .toList();
    }

    /** Those that active tokens bear. */
    Set<Integer> borne() {
        return tokens.versionsInUse();
    }

    /** Keeps a new pepper, durable before it returns; from here on new tokens of this process get it. */
    void make(int version) {
        try (SecretBytes pepper = SecretBytes.owning(names.bytes(TokenHashing.PEPPER_BYTES))) {
            vault.keep(Map.of(SystemNames.pepper(version), pepper));
        }
        tried = List.of();
    }

    /**
     * Sees to a pepper for an empty registry. One that a broken start left, or that another node's first start makes
     * beside this one, is as good as another, and is used: it is never replaced, for tokens of whichever start wins may
     * rest on it. Throws what the vault throws where it is of no use.
     */
    void begin() {
        if (kept().isEmpty()) {
            makeFirst();
        }
        ask();
    }

    private void makeFirst() {
        try {
            make(TokenHashing.FIRST_VERSION);
        } catch (IllegalStateException inUse) {
            if (kept().isEmpty()) {
                throw inUse;
            }
        }
    }

    private List<Integer> read() {
        List<Integer> now = PepperVersions.tried(kept(), borne());
        if (now.isEmpty()) {
            throw new PortFailure.Corrupt(
                    "the vault holds no pepper, without which no API key can be recognized; restore a backup");
        }
        tried = now;
        return now;
    }

    /** In the order of refs the peppers stand together. */
    private List<SecretRef> refs(Instant madeBefore) {
        return rows.madeBefore(madeBefore, Optional.of(SystemNames.BEFORE_PEPPERS), PAGE).stream()
                .takeWhile(ref -> SystemNames.pepperVersion(ref).isPresent())
                .toList();
    }
}
