package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.memory.MemoryCipher;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.ports.PortFailure;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /cli/memory.search} (spec 04). Finds whatever was added before it began: by words, and by its id whatever
 * its sensitivity, since {@code secret} memories are not indexed. Thread-safe.
 */
public final class SearchMemory {
    /** A memory that was asked for by its id stands alone in its answer. */
    private static final double SCORE_BY_ID = 1;

    private final Memories memories;
    private final Spans spans;
    private final Tenants tenants;
    private final KeyVault vault;
    private final InstantSource clock;

    @Inject
    public SearchMemory(Memories memories, Spans spans, Tenants tenants, KeyVault vault, InstantSource clock) {
        this.memories = memories;
        this.spans = spans;
        this.tenants = tenants;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What is asked; the fields of spec 04.
     *
     * @param limit 1 to 100
     */
    public record Request(
            String query,
            int limit,
            Optional<MemoryEntry.Layer> layer,
            List<String> tags,
            Optional<String> session,
            boolean includeShared) {
        public Request {
            tags = List.copyOf(tags);
        }
    }

    /**
     * Own memories, and the tenant's shared ones where asked for. A query that is the id of one of them, in lower case,
     * finds that one alone; any other is words. No match is an empty list.
     */
    public Reply<List<Memories.Hit>> search(Principal principal, Request request) {
        Optional<Problem> refusal = MemoryRules.query(request.query(), request.limit(), request.tags());
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Instant now = clock.instant();
        Optional<Memories.Encrypted> named = SpanId.parse(request.query())
                .flatMap(id ->
                        memories.encrypted(principal.tenant(), principal.owner(), id, request.includeShared(), now));
        return Reply.done(named.isPresent() ? byId(principal, request, named.get()) : byWords(principal, request, now));
    }

    private List<Memories.Hit> byWords(Principal principal, Request request, Instant now) {
        return memories.search(new Memories.Query(
                principal.tenant(),
                principal.owner(),
                request.query(),
                request.layer(),
                request.tags(),
                request.session(),
                request.includeShared(),
                request.limit(),
                now));
    }

    private List<Memories.Hit> byId(Principal principal, Request request, Memories.Encrypted memory) {
        Memories.Entry entry = memory.entry();
        if (request.layer().filter(layer -> layer != entry.layer()).isPresent()) {
            return List.of();
        }
        MemoryCipher.Plain plain = open(memory, text(principal, memory));
        return MemoryRules.fits(plain, request.tags(), request.session())
                ? List.of(new Memories.Hit(
                        entry.id(),
                        entry.owner(),
                        plain.content(),
                        plain.tags(),
                        entry.layer(),
                        SCORE_BY_ID,
                        memory.at()))
                : List.of();
    }

    private CanonicalBytes text(Principal principal, Memories.Encrypted memory) {
        return spans.version(new Viewer(principal.tenant(), principal.owner(), Viewer.Reach.OWN), memory.span())
                .map(StoredSpan::canonical)
                .orElseThrow(() -> new PortFailure.Corrupt(
                        "Memory " + memory.entry().id() + " has a key, and no span that its reader may see."));
    }

    private MemoryCipher.Plain open(Memories.Encrypted memory, CanonicalBytes span) {
        TenantId tenant = memory.entry().tenant();
        OwnerId owner = memory.entry().owner();
        Tenant found =
                tenants.find(tenant).orElseThrow(() -> new PortFailure.Corrupt("There is no tenant " + tenant + "."));
        Optional<SecretBytes> unwrapped = vault.use(
                found.wrappingKey(),
                wrapping -> MemoryCipher.unwrap(wrapping, memory.wrappedKey(), memory.span(), tenant, owner));
        try (SecretBytes key = unwrapped.orElseThrow(() -> doesNotOpen(memory, "key"))) {
            return MemoryCipher.open(key, memory.span(), tenant, owner, span)
                    .orElseThrow(() -> doesNotOpen(memory, "content"));
        }
    }

    private static PortFailure.Corrupt doesNotOpen(Memories.Encrypted memory, String what) {
        return new PortFailure.Corrupt(
                "The " + what + " of memory " + memory.entry().id() + " does not decrypt: a row was changed.");
    }
}
