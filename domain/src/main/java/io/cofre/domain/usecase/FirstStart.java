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
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.wallet.Wallet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The first start (spec 03, "Who signs what"), on an empty registry only, in one change: R's own {@code logline_id}, S,
 * the manifest, the shipped prompt, the tenants {@code system} and {@code default} with their roots, the platform's
 * wallet, and the one platform-admin token. The secrets and the trust anchor are durable before it is committed, so a
 * crash between leaves only secrets that nothing names. Thread-safe; of two nodes at once, one wins.
 */
public final class FirstStart {
    private static final String WHO = "service:first_start";

    private final Journal journal;
    private final LedgerScan ledger;
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
            Peppers peppers,
            TrustAnchors anchors,
            Births births,
            TokenMint mint,
            Notary notary,
            InstantSource clock) {
        this.journal = journal;
        this.ledger = ledger;
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
    }

    public Started start() {
        if (ledger.last() > 0) {
            return new Started.Again();
        }
        for (KeyId stale : anchors.roots().keySet()) {
            anchors.remove(stale);
        }
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
        anchors.add(root.key().keyId(), root.key().publicKey());

        Births.Birth system = births.tenant(SystemNames.SYSTEM, "System", root, service, WHO, now);
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
                now);
        Births.Birth all = Births.Birth.of(List.of(
                births.introduced(root.key(), root, WHO, now),
                births.introduced(service.key(), root, WHO, now),
                births.recorded(rootWallet, service, WHO, now),
                births.recorded(serviceWallet, service, WHO, now),
                new Births.Birth(List.of(manifest(root, now), welcome(root, now)), List.of()),
                system,
                births.tenant(SystemNames.DEFAULT, "Default", root, service, WHO, now),
                births.born(platform, LedgerKey.Role.WALLET, service, births.rootOf(system), WHO, now),
                TokenMint.told(minted.entry(), service)));
        Outcome outcome = journal.commit(new Change(
                notary.signUnasked(all.drafts()), List.of(new Guard.Pristine()), all.effects(), Optional.empty()));
        return switch (outcome) {
            case Outcome.Accepted ignored -> new Started.First(IssuedKey.of(minted));
            case Outcome.Replayed ignored -> new Started.Again();
            case Outcome.Refused(Refusal.NotPristine ignored) -> {
                anchors.remove(root.key().keyId());
                yield new Started.Again();
            }
            case Outcome.Refused(Refusal why) ->
                throw new PortFailure.Rejected("The first start was refused by the journal: " + why);
        };
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
