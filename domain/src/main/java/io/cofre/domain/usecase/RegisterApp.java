package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.app.AppRules;
import io.cofre.domain.app.Registration;
import io.cofre.domain.auth.Viewers;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.EntityTypes;
import io.cofre.domain.ledger.GrantContent;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.ledger.Versions;
import io.cofre.domain.prompt.Origin;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.app.App;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.token.Scope;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /cli/app.register} (spec 04): registration, grant, objective and smoke test, four spans in one change.
 * Thread-safe.
 */
public final class RegisterApp {
    private static final JsonLimits SLO = new JsonLimits(16 * 1024, 16);

    private final Apps apps;
    private final Wallets wallets;
    private final Heads heads;
    private final Spans spans;
    private final FreshNames names;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public RegisterApp(
            Apps apps,
            Wallets wallets,
            Heads heads,
            Spans spans,
            FreshNames names,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.apps = apps;
        this.wallets = wallets;
        this.heads = heads;
        this.spans = spans;
        this.names = names;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * The app as it stands now, and the names it gave that are not there: a contract that the caller cannot see, a
     * block that neither its owner has nor is shipped (ADR 7).
     */
    public record Registered(App app, List<String> unresolved) {
        public Registered {
            unresolved = List.copyOf(unresolved);
        }
    }

    /** Again by its owner: a new version, which keeps what an administrator approved of what it still requires. */
    public Reply<Registered> register(Principal principal, Registration wish, Optional<Repeatable<Registered>> once) {
        return commits.run(once, () -> plan(principal, wish));
    }

    private Plan<Registered> plan(Principal principal, Registration wish) {
        // Before the app: a version that comes between takes the seqs, so that this one is planned again.
        Map<SpanId, Head> standing = heads.find(List.of(
                id(principal, wish, EntityTypes.APP_REGISTRATION),
                id(principal, wish, EntityTypes.CAPABILITY_GRANT),
                id(principal, wish, EntityTypes.SLO_SPEC)));
        Optional<Problem> refusal = wish.judge(principal, apps.find(principal.tenant(), wish.app()));
        Optional<Wallet> wallet = wallets.find(principal.wallet());
        if (refusal.isPresent() || wallet.isEmpty()) {
            return new Plan.Refuse<>(refusal.orElseGet(
                    () -> Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + ".")));
        }
        Optional<JsonValue> slo = wish.slo().map(RegisterApp::parse);
        if (slo.filter(JsonNull.NULL::equals).isPresent()) {
            return new Plan.Refuse<>(Problem.field("/default_slo", "default_slo is a JSON object of at most 16 KiB."));
        }
        return switch (KeyChoice.signing(wallet.get(), "sign.span")) {
            case KeyChoice.Refused<WalletItem.Ed25519>(Problem problem) -> new Plan.Refuse<>(problem);
            case KeyChoice.Chosen<WalletItem.Ed25519>(WalletItem.Ed25519 key) ->
                write(
                        principal,
                        wish,
                        slo.orElse(JsonObject.EMPTY),
                        standing,
                        Signer.of(wallet.get(), key, LedgerKey.Role.WALLET));
        };
    }

    private static JsonValue parse(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), SLO) instanceof JsonParse.Parsed(JsonObject slo)
                ? slo
                : JsonNull.NULL;
    }

    private Plan<Registered> write(
            Principal principal, Registration wish, JsonValue slo, Map<SpanId, Head> standing, Signer signer) {
        Instant now = clock.instant();
        SpanId registration = id(principal, wish, EntityTypes.APP_REGISTRATION);
        SpanId grant = id(principal, wish, EntityTypes.CAPABILITY_GRANT);
        SpanId objective = id(principal, wish, EntityTypes.SLO_SPEC);
        List<Scope> approved = Optional.ofNullable(standing.get(grant))
                .map(new StandingGrants(spans)::approved)
                .orElse(List.of());
        AppRules.Grants grants = AppRules.register(wish.requires(), principal.scopes(), approved);
        App app = new App(
                wish.app(),
                principal.tenant(),
                principal.owner(),
                registration,
                "active",
                grants.granted(),
                grants.pending(),
                now,
                Versions.next(registration, standing).seq());
        JsonObject content = Records.appContent(app)
                .with("intent_set", Drafts.texts(wish.intents()))
                .with("requires_caps", Drafts.texts(wish.requires()))
                .with("memory_contracts", Drafts.texts(wish.memoryContracts()))
                .with("prompt_blocks", Drafts.texts(wish.promptBlocks()));
        List<Notary.Draft> drafts = List.of(
                draft(
                        principal,
                        wish,
                        registration,
                        standing,
                        EntityTypes.APP_REGISTRATION,
                        "registered",
                        content,
                        now,
                        signer),
                draft(
                        principal,
                        wish,
                        grant,
                        standing,
                        EntityTypes.CAPABILITY_GRANT,
                        "granted",
                        GrantContent.of(app, grants.approved()),
                        now,
                        signer),
                draft(
                        principal,
                        wish,
                        objective,
                        standing,
                        EntityTypes.SLO_SPEC,
                        "stated",
                        JsonObject.EMPTY.with("app_id", wish.app().value()).with("slo", slo),
                        now,
                        signer),
                draft(
                        principal,
                        wish,
                        names.spanId(),
                        standing,
                        EntityTypes.SMOKE_TEST_REQUESTED,
                        "requested",
                        JsonObject.EMPTY.with("app_id", wish.app().value()),
                        now,
                        signer));
        return new Plan.Write<>(
                new Registered(app, unresolved(principal, wish)),
                notary.sign(principal, drafts),
                List.of(),
                List.of(new AppEffect.Put(app, drafts.getFirst().version())));
    }

    private List<String> unresolved(Principal principal, Registration wish) {
        List<String> missing = new ArrayList<>();
        Viewer viewer = Viewers.of(principal);
        wish.memoryContracts().stream()
                .filter(name -> spans.current(
                                viewer, SpanFilter.named(EntityTypes.MEMORY_CONTRACT, name), Long.MAX_VALUE, 1)
                        .isEmpty())
                .forEach(missing::add);
        Origin app = new Origin(principal.tenant(), principal.owner(), wish.visibility());
        wish.promptBlocks().stream()
                .filter(name -> new PromptBlocks(spans).find(viewer, app, name).isEmpty())
                .forEach(missing::add);
        return missing;
    }

    private static SpanId id(Principal principal, Registration wish, EntityType part) {
        return DerivedIds.ofApp(principal.tenant(), wish.app(), part.value());
    }

    private static Notary.Draft draft(
            Principal principal,
            Registration wish,
            SpanId id,
            Map<SpanId, Head> standing,
            EntityType type,
            String did,
            JsonObject content,
            Instant now,
            Signer signer) {
        return new Notary.Draft(
                Drafts.draft(
                                Versions.next(id, standing),
                                type,
                                principal.who(),
                                "app." + type.value(),
                                now,
                                principal.tenant(),
                                principal.owner(),
                                wish.visibility())
                        .with("did", did)
                        .with("status", "active")
                        .with("name", wish.app().value())
                        .with("trace_id", principal.traceId())
                        .with("content", content),
                signer);
    }
}
