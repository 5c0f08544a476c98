package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.CreateTenant;
import io.cofre.domain.usecase.CreateWallet;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants and wallets, made and suspended (spec 02, 10). */
public final class AdminRoutes {
    private static final String TAG = "Administration";
    private static final Requirement ADMIN = new Requirement.Administrator();
    private static final Requirement PLATFORM = new Requirement.PlatformAdministrator();
    private static final Schema.Arr LANGUAGES = Schema.array(Schema.oneOf("pt", "en"), 2);
    private static final Schema TENANT = Schema.named(
            "Tenant",
            Schema.object()
                    .with("tenant_id", Shapes.TENANT_ID, "")
                    .with("name", Schema.anyText(200), "")
                    .with("status", Schema.oneOf("active", "suspended"), "")
                    .with("languages", LANGUAGES, "whose stems its memories are found by")
                    .with("created_at", Shapes.EPOCH, "epoch seconds"));
    private static final Telling<CreateTenant.Created> CREATED = Telling.of(201, AdminRoutes::created);
    private static final Telling<Tenant> CHANGED = Telling.of(200, AdminRoutes::tenant);
    private static final Telling<Wallet> MADE = Telling.of(201, WalletShapes::wallet);
    private static final Telling<Wallet> WALLET = Telling.of(200, WalletShapes::wallet);

    private final Cofre.Administration administration;

    public AdminRoutes(Cofre.Administration administration) {
        this.administration = administration;
    }

    public List<Route> routes() {
        return List.of(createTenant(), tenants(), tenantStatus(), createWallet(), wallets(), walletStatus());
    }

    private Route createTenant() {
        return Route.post("/api/admin/tenants")
                .need(PLATFORM)
                .says(TAG, "Makes a tenant with its root key")
                .takes(Schema.object()
                        .with("tenant_id", Shapes.TENANT_ID, "its name for programs")
                        .with("name", Schema.text(200), "its name for people")
                        .maybe(
                                "languages",
                                LANGUAGES,
                                "whose stems its memories are found by: both where nothing is said, none where empty;"
                                        + " chosen once for all"))
                .gives(
                        201,
                        Schema.object()
                                .with("tenant_id", Shapes.TENANT_ID, "")
                                .with("name", Schema.anyText(200), "")
                                .with("languages", LANGUAGES, ""),
                        "It is made")
                .refuses(Code.TENANT_EXISTS, Code.LEDGER_CONTENDED)
                .once(CREATED.replay())
                .to(exchange -> CREATED.answer(
                        exchange,
                        administration
                                .createTenant()
                                .create(
                                        exchange.principal(),
                                        Asked.body(exchange.json()).tenant("tenant_id"),
                                        exchange.json().text("name"),
                                        languages(exchange.json()),
                                        CREATED.once(exchange))));
    }

    private Route tenants() {
        return Route.get("/api/admin/tenants")
                .need(ADMIN)
                .says(TAG, "Tenants; for a tenant's admin its own")
                .query(Shapes.paging(Schema.object()))
                .gives(200, Shapes.page("tenants", TENANT), "A page")
                .to(exchange -> {
                    Asked asked = Asked.query(exchange.query());
                    int limit = asked.limit();
                    return Pages.answer(
                            exchange,
                            administration
                                    .listTenants()
                                    .list(exchange.principal(), asked.maybe("cursor", TenantId::parse), limit),
                            "tenants",
                            AdminRoutes::tenant,
                            tenant -> tenant.id().value(),
                            limit);
                });
    }

    private Route tenantStatus() {
        return Route.post("/api/admin/tenants/{id}/status")
                .need(PLATFORM)
                .says(TAG, "Suspends or reopens a tenant")
                .takes(Schema.object()
                        .with("status", Schema.oneOf("active", "suspended"), "what it shall be")
                        .with("reason", Shapes.REASON, "for the ledger"))
                .gives(200, TENANT, "The tenant as it stands")
                .refuses(Code.TENANT_UNKNOWN, Code.WALLET_STATUS, Code.LEDGER_CONTENDED)
                .once(CHANGED.replay())
                .to(exchange -> CHANGED.answer(
                        exchange,
                        administration
                                .setTenantStatus()
                                .set(
                                        exchange.principal(),
                                        Asked.path(
                                                exchange.path("id"),
                                                TenantId::parse,
                                                Code.TENANT_UNKNOWN,
                                                "There is no such tenant."),
                                        Asked.constant(
                                                Tenant.Status.class,
                                                exchange.json().text("status")),
                                        exchange.json().text("reason"),
                                        CHANGED.once(exchange))));
    }

    private Route createWallet() {
        return Route.post("/api/admin/wallets")
                .need(ADMIN)
                .says(TAG, "Makes a wallet with an Ed25519 key, kid_ed25519_main")
                .takes(Schema.object()
                        .with("wallet_id", Shapes.WALLET_ID, "wlt_…, unique in the whole system")
                        .with("tenant_id", Shapes.TENANT_ID, "of which tenant")
                        .with("owner_id", Shapes.OWNER_ID, "whose spans it signs")
                        .maybe("metered", Schema.bool(), "whether its use of the gateway is charged"))
                .gives(201, WalletShapes.WALLET, "It is made")
                .refuses(Code.TENANT_UNKNOWN, Code.WALLET_EXISTS, Code.WALLET_KEY_RESERVED, Code.LEDGER_CONTENDED)
                .once(MADE.replay())
                .to(this::createWallet);
    }

    private Answer createWallet(Exchange exchange) {
        Asked asked = Asked.body(exchange.json());
        CreateWallet.Request request = new CreateWallet.Request(
                asked.wallet("wallet_id"),
                asked.tenant("tenant_id"),
                asked.need("owner_id", OwnerId::parse),
                exchange.json().has("metered") ? Optional.of(exchange.json().flag("metered")) : Optional.empty());
        return MADE.answer(
                exchange, administration.createWallet().create(exchange.principal(), request, MADE.once(exchange)));
    }

    private Route wallets() {
        return Route.get("/api/admin/wallets")
                .need(ADMIN)
                .says(TAG, "A tenant's wallets; all for a platform's admin who names none")
                .query(Shapes.paging(Schema.object().maybe("tenant_id", Shapes.TENANT_ID, "of which tenant")))
                .gives(200, Shapes.page("wallets", WalletShapes.WALLET), "A page")
                .to(exchange -> {
                    Asked asked = Asked.query(exchange.query());
                    int limit = asked.limit();
                    return Pages.answer(
                            exchange,
                            administration
                                    .listWallets()
                                    .list(
                                            exchange.principal(),
                                            asked.maybe("tenant_id", TenantId::parse),
                                            asked.maybe("cursor", WalletId::parse),
                                            limit),
                            "wallets",
                            WalletShapes::wallet,
                            wallet -> wallet.id().value(),
                            limit);
                });
    }

    private Route walletStatus() {
        return Route.post("/api/admin/wallets/{id}/status")
                .need(ADMIN)
                .says(TAG, "Suspends, reopens or closes a wallet")
                .takes(Schema.object()
                        .with("status", Schema.oneOf("active", "suspended", "closed"), "what it shall be")
                        .with("reason", Shapes.REASON, "for the ledger"))
                .gives(200, WalletShapes.WALLET, "The wallet as it stands")
                .refuses(Code.WALLET_UNKNOWN, Code.WALLET_STATUS, Code.WALLET_KEY_RESERVED, Code.LEDGER_CONTENDED)
                .once(WALLET.replay())
                .to(exchange -> WALLET.answer(
                        exchange,
                        administration
                                .setWalletStatus()
                                .set(
                                        exchange.principal(),
                                        Asked.path(
                                                exchange.path("id"),
                                                WalletId::parse,
                                                Code.WALLET_UNKNOWN,
                                                "There is no such wallet."),
                                        Asked.constant(
                                                Wallet.Status.class,
                                                exchange.json().text("status")),
                                        exchange.json().text("reason"),
                                        WALLET.once(exchange))));
    }

    private static Set<Language> languages(Fields json) {
        return json.maybeTexts("languages")
                .map(texts -> texts.stream()
                        .map(text -> Asked.constant(Language.class, text))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Language.ALL);
    }

    private static ObjectNode created(CreateTenant.Created created) {
        ObjectNode json =
                Json.object().put("tenant_id", created.tenant().value()).put("name", created.name());
        json.set("languages", Json.texts(Language.wires(created.languages())));
        return json;
    }

    private static ObjectNode tenant(Tenant tenant) {
        ObjectNode json = Json.object()
                .put("tenant_id", tenant.id().value())
                .put("name", tenant.name())
                .put("status", tenant.status().wire());
        json.set("languages", Json.texts(Language.wires(tenant.languages())));
        return json.put("created_at", tenant.createdAt().getEpochSecond());
    }
}
