package io.cofre.domain.usecase;

import io.cofre.domain.auth.KeyEntry;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.wallet.Wallet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first start (spec 03, "Who signs what"), on an empty registry only, in one change: R's own {@code logline_id}, S,
 * the manifest, the shipped prompt, the tenants {@code system} and {@code default} with their roots, the platform's
 * wallet, and the one platform-admin token. The secrets and the trust anchor, provisional until the outcome is known,
 * are durable before it is committed, so a crash between leaves only secrets that nothing names. Thread-safe; of two
 * nodes at once, one wins, and the other touches nothing of the winner's.
 */
public final class FirstStart {
    private static final String WHO = "service:first_start";

    private final Journal journal;
    private final LedgerScan ledger;
    private final Keys keys;
    private final Peppers peppers;
    private final TrustAnchors anchors;
    private final Births births;
    private final TokenMint mint;
    private final Notary notary;
    private final InstantSource clock;

    @Inject
    public FirstStart(
            Journal journal,
            LedgerScan ledger,
            Keys keys,
            Peppers peppers,
            TrustAnchors anchors,
            Births births,
            TokenMint mint,
            Notary notary,
            InstantSource clock) {
        this.journal = journal;
        this.ledger = ledger;
        this.keys = keys;
        this.peppers = peppers;
        this.anchors = anchors;
        this.births = births;
        this.mint = mint;
        this.notary = notary;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Started {
        /** The registry was empty; this is the platform-admin token, shown this once. */
        record First(IssuedKey admin) implements Started {}

        /** The registry is not empty; its roots are for {@link CheckTrust} to judge. */
        record Again() implements Started {}

        /**
         * The registry is empty although a ledger began on these roots: it is another's or was lost. Nothing was
         * written.
         */
        record Lost(Set<KeyId> roots) implements Started {
            public Lost {
                roots = Set.copyOf(roots);
            }
        }
    }

    public Started start() {
        // Before the ledger is looked at: a root is settled only after its ledger has begun.
        Set<KeyId> rested = new HashSet<>(anchors.roots().keySet());
        rested.removeAll(anchors.provisional());
        if (ledger.last() > 0) {
            return again();
        }
        return rested.isEmpty() ? begin() : new Started.Lost(rested);
    }

    /** Of the roots of first starts whose outcome nobody knew, those that stand in the ledger are the anchors. */
    private void settle() {
        Set<KeyId> provisional = anchors.provisional();
        if (provisional.isEmpty()) {
            return;
        }
        List<LedgerKey> standing = keys.roots();
        standing.stream()
                .filter(root -> provisional.contains(root.keyId()))
                .forEach(root -> anchors.add(root.keyId(), root.publicKey()));
        anchors.provisional().forEach(anchors::remove);
    }

    private Started begin() {
        Instant now = clock.instant();
        peppers.begin();
        Wallet rootWallet = births.wallet(
                SystemNames.ROOT_WALLET,
                SystemNames.SYSTEM,
                SystemNames.SYSTEM_OWNER,
                SystemNames.ROOT_KID,
                false,
                now);
        Wallet serviceWallet = births.wallet(
                SystemNames.SERVICE_WALLET,
                SystemNames.SYSTEM,
                SystemNames.SYSTEM_OWNER,
                SystemNames.SERVICE_KID,
                false,
                now);
        Signer root = Births.onlyKey(rootWallet, LedgerKey.Role.ROOT);
        Signer service = Births.onlyKey(serviceWallet, LedgerKey.Role.SERVICE);
        anchors.addProvisional(root.key().keyId(), root.key().publicKey());

        Births.Birth system = births.tenant(SystemNames.SYSTEM, "System", Language.ALL, root, service, WHO, now);
        Wallet platform = births.wallet(
                SystemNames.PLATFORM_WALLET,
                SystemNames.SYSTEM,
                new OwnerId("platform"),
                SystemNames.MAIN_KID,
                false,
                now);
        TokenMint.Minted minted = mint.mint(
                        KeyEntry.Terms.ofAdministrator("Platform administrator, printed at the first start"),
                        platform,
                        WHO,
                        now)
                .orElseThrow(() -> new PortFailure.Rejected("too many tokens are made at once; start again"));
        Births.Birth all = Births.Birth.of(List.of(
                births.introduced(root.key(), root, WHO, now),
                births.introduced(service.key(), root, WHO, now),
                births.recorded(rootWallet, service, WHO, now),
                births.recorded(serviceWallet, service, WHO, now),
                new Births.Birth(List.of(manifest(root, now), welcome(root, now)), List.of()),
                system,
                births.tenant(SystemNames.DEFAULT, "Default", Language.ALL, root, service, WHO, now),
                births.born(platform, LedgerKey.Role.WALLET, service, births.rootOf(system), WHO, now),
                TokenMint.told(minted.entry(), service)));
        Outcome outcome = journal.commit(new Change(
                notary.signUnasked(all.drafts()), List.of(new Guard.Pristine()), all.effects(), Optional.empty()));
        return switch (outcome) {
            case Outcome.Accepted ignored -> {
                settle();
                yield new Started.First(IssuedKey.of(minted));
            }
            case Outcome.Replayed ignored -> again();
            // Another was faster: the journal may look at the versions that both write before it looks at the guard.
            case Outcome.Refused(Refusal why) when ledger.last() > 0 -> again();
            case Outcome.Refused(Refusal why) ->
                throw new PortFailure.Rejected("The first start was refused by the journal: " + why);
        };
    }

    private Started again() {
        settle();
        return new Started.Again();
    }

    private static Notary.Draft manifest(Signer root, Instant now) {
        JsonObject content = JsonObject.EMPTY
                .with("kernels", JsonObject.EMPTY)
                .with("allowed_boot_ids", JsonArray.of())
                .with(
                        "throttle",
                        JsonObject.EMPTY
                                .with("per_tenant_daily_exec_limit", 1_000)
                                .with("per_user_daily_exec_limit", 100))
                .with(
                        "limits",
                        JsonObject.EMPTY
                                .with("timeout_ms", 5_000)
                                .with("memory_mb", 64)
                                .with("output_kb", 256)
                                .with("host_calls", 100))
                .with("slow_ms", 1_000)
                .with("root_keys", Drafts.texts(List.of(root.key().keyId())))
                .with("features", JsonObject.EMPTY);
        return new Notary.Draft(
                Drafts.draft(
                                new SpanVersion(SystemNames.MANIFEST, 0),
                                EntityTypes.MANIFEST,
                                WHO,
                                "manifest",
                                now,
                                SystemNames.SYSTEM,
                                SystemNames.SYSTEM_OWNER,
                                Visibility.PUBLIC)
                        .with("status", "active")
                        .with("name", "manifest")
                        .with("content", content),
                root);
    }

    private static Notary.Draft welcome(Signer root, Instant now) {
        JsonObject variable = JsonObject.EMPTY.with("name", "user_name");
        return new Notary.Draft(
                Drafts.draft(
                                new SpanVersion(SystemNames.WELCOME_MESSAGE, 0),
                                EntityTypes.PROMPT_TEMPLATE,
                                WHO,
                                "prompt_template",
                                now,
                                SystemNames.SYSTEM,
                                SystemNames.SYSTEM_OWNER,
                                Visibility.PUBLIC)
                        .with("status", "active")
                        .with("name", "welcome_message")
                        .with(
                                "content",
                                JsonObject.EMPTY
                                        .with("template", "Welcome, {{ user_name }}. What shall we do today?")
                                        .with("vars", JsonArray.of(variable))),
                root);
    }
}
