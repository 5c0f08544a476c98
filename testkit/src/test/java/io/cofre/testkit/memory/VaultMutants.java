package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.AloneMutants.breaking;
import static io.cofre.testkit.memory.AloneMutants.pause;

import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Vaults and their rows that keep secrets badly. */
final class VaultMutants {
    private VaultMutants() {}

    static void rows(Map<String, UnaryOperator<Object>> all) {
        all.put(
                "makes secret rows up",
                breaking(
                        SecretRows.class,
                        "find",
                        call -> call.<Optional<SecretRows.Sealed>>answer()
                                .or(() -> Optional.of(new SecretRows.Sealed("m", "w", "c")))));
        all.put(
                "cuts ciphertexts",
                breaking(
                        SecretRows.class,
                        "find",
                        call -> call.<Optional<SecretRows.Sealed>>answer()
                                .map(row -> new SecretRows.Sealed(
                                        row.masterKeyId(),
                                        row.wrappedKey(),
                                        row.ciphertext()
                                                .substring(
                                                        0,
                                                        Math.min(
                                                                8_000,
                                                                row.ciphertext().length()))))));
        UnaryOperator<Object> overwriting = breaking(SecretRows.class, "add", call -> {
            SecretRows rows = (SecretRows) call.good();
            rows.remove(call.<Map<SecretRef, SecretRows.Sealed>>given(0).keySet());
            return call.answer();
        });
        all.put("overwrites secrets", overwriting);
        all.put("adds secrets after looking", breaking(SecretRows.class, "add", call -> {
            SecretRows rows = (SecretRows) call.good();
            Map<SecretRef, SecretRows.Sealed> fresh = call.given(0);
            boolean used =
                    fresh.keySet().stream().anyMatch(ref -> rows.find(ref).isPresent());
            pause();
            if (!used) {
                rows.remove(fresh.keySet());
            }
            return call.answer();
        }));
        all.put("rewraps whatever stands", breaking(SecretRows.class, "rewrap", call -> {
            SecretRows rows = (SecretRows) call.good();
            Optional<SecretRows.Sealed> standing = rows.find(call.argument(0, SecretRef.class));
            return standing.isPresent() ? call.with(1, standing.get()).answer() : call.answer();
        }));
        all.put("rewraps twice at once", breaking(SecretRows.class, "rewrap", call -> {
            SecretRows rows = (SecretRows) call.good();
            SecretRef ref = call.argument(0, SecretRef.class);
            boolean expected = rows.find(ref).equals(Optional.of(call.argument(1, SecretRows.Sealed.class)));
            pause();
            return expected ? call.with(1, rows.find(ref).orElseThrow()).answer() : (Object) false;
        }));
        all.put("finds rows of the right master key", breaking(SecretRows.class, "wrappedByOther", call -> {
            SecretRows rows = (SecretRows) call.good();
            List<SecretRef> others = call.with(1, 1_000).answer();
            return rows.madeBefore(Instant.MAX, Optional.empty(), 1_000).stream()
                    .filter(ref -> !others.contains(ref))
                    .toList();
        }));
        all.put(
                "forgets the oldest secrets",
                breaking(
                        SecretRows.class,
                        "madeBefore",
                        call -> call.<List<SecretRef>>answer().stream().skip(1).toList()));
        all.put(
                "finds secrets made later",
                breaking(
                        SecretRows.class,
                        "madeBefore",
                        call -> call.with(0, Instant.MAX).answer()));
        all.put("removes nothing", breaking(SecretRows.class, "remove", call -> null));
    }

    static void vault(Map<String, UnaryOperator<Object>> all) {
        all.put("signs with any key", breaking(KeyVault.class, "sign", call -> {
            try {
                return call.answer();
            } catch (PortFailure.Rejected unknown) {
                return List.of(new byte[64]);
            }
        }));
        all.put("makes every key the same", breaking(KeyVault.class, "generateEd25519", call -> {
            List<PublicKey> keys = call.answer();
            return keys.isEmpty() ? keys : Collections.nCopies(keys.size(), keys.getFirst());
        }));
        all.put(
                "signs messages in another order",
                breaking(
                        KeyVault.class,
                        "sign",
                        call -> call.<List<byte[]>>answer().reversed()));
        all.put("signs by another key than the kept seed's", breaking(KeyVault.class, "sign", call -> {
            KeyVault good = (KeyVault) call.good();
            SecretRef other = new SecretRef("vlt_another");
            good.generateEd25519(List.of(other));
            return good.sign(other, call.<List<byte[]>>given(1));
        }));
        UnaryOperator<Object> anew = breaking(KeyVault.class, "generateEd25519", call -> {
            ((KeyVault) call.good()).destroy(call.<List<SecretRef>>given(0));
            return call.answer();
        });
        all.put("makes a key anew", anew);
        all.put("generates after looking", anew);
        Map<SecretRef, SecretBytes> referred = new HashMap<>();
        all.put("keeps a reference to the caller's bytes", good -> new Delegating((KeyVault) good) {
            @Override
            public void keep(Map<SecretRef, SecretBytes> secrets) {
                referred.putAll(secrets);
            }

            @Override
            public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
                SecretBytes secret = referred.get(ref);
                return secret == null ? super.use(ref, body) : body.apply(secret);
            }
        });
        all.put("keeps one secret of several", breaking(KeyVault.class, "keep", call -> {
            Map<SecretRef, SecretBytes> secrets = call.given(0);
            return call.with(0, Map.ofEntries(secrets.entrySet().iterator().next()))
                    .answer();
        }));
        all.put("overwrites kept secrets", breaking(KeyVault.class, "keep", call -> {
            ((KeyVault) call.good())
                    .destroy(call.<Map<SecretRef, SecretBytes>>given(0).keySet());
            return call.answer();
        }));
        all.put("swallows what the borrower throws", breaking(KeyVault.class, "use", call -> {
            try {
                return call.answer();
            } catch (ArithmeticException swallowed) {
                return null;
            }
        }));
        all.put("destroys nothing", breaking(KeyVault.class, "destroy", call -> null));
        all.put("tells secrets in messages", breaking(KeyVault.class, "keep", call -> {
            try {
                return call.answer();
            } catch (IllegalStateException inUse) {
                String told = call.<Map<SecretRef, SecretBytes>>given(0)
                        .values()
                        .iterator()
                        .next()
                        .reveal(bytes -> new String(bytes, StandardCharsets.US_ASCII));
                throw new IllegalStateException(inUse.getMessage() + ": " + told, inUse);
            }
        }));
    }

    /** A vault of which a mutant changes some methods. */
    private static class Delegating implements KeyVault {
        private final KeyVault good;

        Delegating(KeyVault good) {
            this.good = good;
        }

        @Override
        public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
            return good.generateEd25519(fresh);
        }

        @Override
        public void keep(Map<SecretRef, SecretBytes> secrets) {
            good.keep(secrets);
        }

        @Override
        public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
            return good.sign(ref, messages);
        }

        @Override
        public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
            return good.use(ref, body);
        }

        @Override
        public void destroy(Collection<SecretRef> refs) {
            good.destroy(refs);
        }
    }
}
