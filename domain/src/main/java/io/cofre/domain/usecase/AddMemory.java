package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.crypto.Aes256Gcm;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.memory.MemoryCipher;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /cli/memory.add} (spec 04): one signed span with the content encrypted, found by the very next search.
 * Thread-safe.
 */
public final class AddMemory {
    private final Wallets wallets;
    private final Tenants tenants;
    private final KeyVault vault;
    private final FreshNames names;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public AddMemory(
            Wallets wallets,
            Tenants tenants,
            KeyVault vault,
            FreshNames names,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.wallets = wallets;
        this.tenants = tenants;
        this.vault = vault;
        this.names = names;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** What was remembered; its position stands in the receipt. */
    public record Added(SpanId memory, PayloadHash payloadHash) {}

    public Reply<Added> add(Principal principal, MemoryRules.Wish wish, Optional<Repeatable<Added>> once) {
        Instant now = clock.instant();
        return switch (MemoryRules.judge(wish, now)) {
            case MemoryRules.Judged.Unfit(Problem problem) -> Reply.refused(problem);
            case MemoryRules.Judged.Fit fit -> commits.run(once, () -> plan(principal, fit, now));
        };
    }

    private Plan<Added> plan(Principal principal, MemoryRules.Judged.Fit fit, Instant now) {
        Optional<Wallet> wallet = wallets.find(principal.wallet());
        Optional<Tenant> tenant = tenants.find(principal.tenant());
        if (wallet.isEmpty() || tenant.isEmpty()) {
            return new Plan.Refuse<>(Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + "."));
        }
        return switch (KeyChoice.signing(wallet.get(), "sign.span")) {
            case KeyChoice.Refused<WalletItem.Ed25519>(Problem problem) -> new Plan.Refuse<>(problem);
            case KeyChoice.Chosen<WalletItem.Ed25519>(WalletItem.Ed25519 key) ->
                write(principal, fit, tenant.get(), Signer.of(wallet.get(), key, LedgerKey.Role.WALLET), now);
        };
    }

    private Plan<Added> write(
            Principal principal, MemoryRules.Judged.Fit fit, Tenant tenant, Signer signer, Instant now) {
        MemoryRules.Wish wish = fit.wish();
        SpanVersion version = new SpanVersion(names.spanId(), 0);
        try (SecretBytes key = SecretBytes.owning(names.bytes(Aes256Gcm.KEY_BYTES))) {
            JsonObject content = MemoryCipher.seal(
                    key,
                    names.bytes(Aes256Gcm.NONCE_BYTES),
                    version,
                    principal.tenant(),
                    principal.owner(),
                    new MemoryCipher.Plain(wish.content(), wish.session(), wish.tags()));
            String wrapped = vault.use(
                    tenant.wrappingKey(),
                    wrapping -> MemoryCipher.wrap(
                            wrapping,
                            names.bytes(Aes256Gcm.NONCE_BYTES),
                            key,
                            version,
                            principal.tenant(),
                            principal.owner()));
            JsonObject draft = Drafts.draft(
                            version,
                            EntityTypes.MEMORY,
                            principal.who(),
                            "memory." + wish.type(),
                            now,
                            principal.tenant(),
                            principal.owner(),
                            Records.visibility(wish.layer()))
                    .with("did", "upserted")
                    .with("status", "active")
                    .with("trace_id", principal.traceId())
                    .with("content", content)
                    .with("metadata", metadata(fit));
            List<VerifiedSpan> spans = notary.sign(principal, List.of(new Notary.Draft(draft, signer)));
            MemoryEntry entry = new MemoryEntry(
                    version.id(),
                    principal.tenant(),
                    principal.owner(),
                    wish.layer(),
                    wish.type(),
                    wish.sensitivity(),
                    wish.session(),
                    wish.tags(),
                    now,
                    fit.expiresAt(),
                    wish.sensitivity() == MemoryEntry.Sensitivity.SECRET
                            ? Optional.empty()
                            : Optional.of(wish.content()),
                    wrapped);
            return new Plan.Write<>(
                    new Added(version.id(), spans.getFirst().payloadHash()),
                    spans,
                    List.of(),
                    List.of(new MemoryEffect.Put(entry, version)));
        }
    }

    private static JsonObject metadata(MemoryRules.Judged.Fit fit) {
        JsonObject metadata = JsonObject.EMPTY
                .with("layer", fit.wish().layer().wire())
                .with("sensitivity", fit.wish().sensitivity().wire());
        return fit.expiresAt().isPresent()
                ? metadata.with("expires_at", Drafts.time(fit.expiresAt().get()))
                : metadata;
    }
}
