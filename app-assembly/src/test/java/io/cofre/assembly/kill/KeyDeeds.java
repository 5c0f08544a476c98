package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.usecase.IssueKey;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.domain.usecase.RotateKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.WalletItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of keys. */
final class KeyDeeds {
    private static final List<Scope> SCOPES = List.of(new Scope("memory.*"));
    private static final int HOURS = 24;

    private KeyDeeds() {}

    /** {@code POST /auth/keys/issue}. */
    static final class Issue implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run);
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            acknowledge.accept(issue(wired, told.getFirst()));
        }

        private static String issue(Wired wired, String run) {
            Principal admin = Callers.admin();
            IssueKey.Request request = new IssueKey.Request(
                    Callers.wallet(run),
                    Callers.ACME,
                    SCOPES,
                    HOURS,
                    Optional.of("of run " + run),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return Callers.once(
                            wired,
                            admin,
                            "/auth/keys/issue",
                            run,
                            KeyDeeds::hash,
                            once -> wired.cofre().access().issueKey().issue(admin, request, once))
                    .name();
        }

        @Override
        public List<String> standing(Wired wired, List<String> told) {
            return tokens(wired, told.getFirst()).stream()
                    .map(token -> token.hash().value())
                    .toList();
        }

        @Override
        public int effects() {
            return 1;
        }
    }

    /** {@code POST /auth/keys/rotate}. */
    static final class Rotate implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run, Issue.issue(wired, run));
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            String run = told.getFirst();
            Principal admin = Callers.admin();
            RotateKey.Request request = new RotateKey.Request(
                    Callers.wallet(run), SCOPES, HOURS, new Naming.Name.Hash(new TokenHash(told.get(1))), 0);
            acknowledge.accept(Callers.once(
                            wired,
                            admin,
                            "/auth/keys/rotate",
                            run,
                            KeyDeeds::hash,
                            once -> wired.cofre().access().rotateKey().rotate(admin, request, once))
                    .name());
        }

        /** The keys beside the old one, which is revoked in favour of the only one. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            List<TokenRecord> all = new ArrayList<>(tokens(wired, told.getFirst()));
            TokenRecord old = all.stream()
                    .filter(token -> token.hash().value().equals(told.get(1)))
                    .findFirst()
                    .orElseThrow();
            all.remove(old);
            assertThat(old.status()).isEqualTo(all.isEmpty() ? TokenRecord.Status.ACTIVE : TokenRecord.Status.REVOKED);
            assertThat(old.rotatedTo().stream().toList())
                    .isEqualTo(all.stream().map(TokenRecord::hash).toList());
            assertThat(all).allMatch(token -> token.status() == TokenRecord.Status.ACTIVE);
            return all.stream().map(token -> token.hash().value()).toList();
        }

        @Override
        public int effects() {
            return 1;
        }
    }

    /** {@code POST /wallet/key/rotate}. */
    static final class RotateWalletKey implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run);
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            String run = told.getFirst();
            Principal admin = Callers.admin();
            acknowledge.accept(Callers.once(
                            wired,
                            admin,
                            "/wallet/key/rotate",
                            run,
                            RotateWalletKey::keyId,
                            once -> wired.cofre()
                                    .wallet()
                                    .rotateKey()
                                    .rotate(
                                            admin,
                                            Optional.of(Callers.wallet(run)),
                                            SystemNames.MAIN_KID,
                                            Optional.empty(),
                                            once))
                    .name());
        }

        /** The keys of the kid but its first; the newest alone is active, stands in the wallet, and signs. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            String run = told.getFirst();
            List<String> keys = wired.place()
                    .column(
                            "SELECT key_id FROM ledger.keys WHERE wallet_id = ? ORDER BY introduced_at",
                            Callers.wallet(run).value());
            assertThat(wired.place()
                            .column(
                                    "SELECT key_id FROM ledger.keys WHERE wallet_id = ? AND status = 'active'",
                                    Callers.wallet(run).value()))
                    .containsExactly(keys.getLast());
            WalletItem item = Callers.mainKey(wired, run);
            assertThat(keyId(item)).isEqualTo(keys.getLast());
            assertThat(item.version()).isEqualTo(keys.size());
            assertThat(Notes.signed(wired, run, "after a rotation")).contains(keys.getLast());
            return keys.subList(1, keys.size());
        }

        private static String keyId(WalletItem item) {
            return ((WalletItem.Ed25519) item).keyId().value();
        }

        @Override
        public int effects() {
            return 1;
        }
    }

    private static List<TokenRecord> tokens(Wired wired, String run) {
        return wired.ports().rows().tokens().ofWallet(Callers.wallet(run), Optional.empty(), Optional.empty(), 100);
    }

    private static String hash(IssuedKey key) {
        return key.record().hash().value();
    }
}
