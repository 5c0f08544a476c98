package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Reply;
import io.cofre.domain.app.Registration;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.RegisterApp;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Apps (spec 04, "app.register"). */
public final class AppRoutes {
    private static final String TAG = "Apps";
    private static final Schema.Obj APP = Schema.object()
            .with("app_id", Schema.text(63), "")
            .with("span_id", Schema.uuid(), "of its registration")
            .with("status", Schema.text(50), "")
            .with("granted_caps", Schema.array(Schema.text(200), 1000), "what keys issued for it hold at most")
            .with("pending_caps", Schema.array(Schema.text(200), 1000), "what a tenant's admin may approve");
    private static final Schema LISTED = Schema.named(
            "App", APP.with("owner_id", Shapes.OWNER_ID, "").with("registered_at", Shapes.EPOCH, "epoch seconds"));
    private static final Telling<RegisterApp.Registered> REGISTERED = Telling.of(200, AppRoutes::registered);
    private static final Telling<App> APPROVED = Telling.of(200, AppRoutes::listed);

    private final Cofre.Desk desk;
    private final Cofre.Administration administration;

    public AppRoutes(Cofre.Desk desk, Cofre.Administration administration) {
        this.desk = desk;
        this.administration = administration;
    }

    public List<Route> routes() {
        return List.of(register(), list(), approve());
    }

    private Route register() {
        Schema.Arr names = Schema.array(Schema.text(200), 100);
        return Route.post("/cli/app.register")
                .need(Requirement.anyOf("app.register", "span.sign"))
                .says(
                        TAG,
                        "Registers an app; again by its owner is a new version, which keeps what was approved and is still required")
                .takes(Schema.object()
                        .with("app_id", Schema.text(63), "unique in the tenant")
                        .maybe("intent_set", names, "what it is for")
                        .maybe("requires_caps", names, "scopes that it needs")
                        .maybe("default_slo", Schema.raw(Schema.any()), "a JSON object of at most 16 KiB")
                        .maybe("memory_contracts", names, "names")
                        .maybe("prompt_blocks", names, "names")
                        .maybe("visibility", Schema.oneOf("private", "tenant"), "tenant where nothing is said"))
                .gives(
                        200,
                        APP.with("unresolved", Schema.array(Schema.text(200), 1000), "names that are not there"),
                        "The app as it stands")
                .refuses(
                        Code.AUTH_SCOPE_INVALID,
                        Code.APP_EXISTS,
                        Code.WALLET_UNKNOWN,
                        Code.WALLET_KID_UNKNOWN,
                        Code.WALLET_KEY_INACTIVE,
                        Code.WALLET_CAP_MISSING,
                        Code.LEDGER_CONTENDED)
                .once(REGISTERED.replay())
                .to(exchange -> REGISTERED.answer(
                        exchange,
                        desk.registerApp()
                                .register(
                                        exchange.principal(),
                                        registration(exchange.json()),
                                        REGISTERED.once(exchange))));
    }

    private static Registration registration(Fields json) {
        Asked asked = Asked.body(json);
        return new Registration(
                asked.need("app_id", AppId::parse),
                json.maybeTexts("intent_set").orElse(List.of()),
                asked.scopes("requires_caps"),
                json.maybeRaw("default_slo").map(slo -> new String(slo, StandardCharsets.UTF_8)),
                json.maybeTexts("memory_contracts").orElse(List.of()),
                json.maybeTexts("prompt_blocks").orElse(List.of()),
                json.maybeText("visibility")
                        .map(visibility -> Asked.constant(Visibility.class, visibility))
                        .orElse(Visibility.TENANT));
    }

    private Route list() {
        return Route.get("/api/apps")
                .says(TAG, "The caller's apps; for a tenant's admin the tenant's")
                .query(Shapes.paging(Schema.object()))
                .gives(200, Shapes.page("apps", LISTED), "A page")
                .to(exchange -> {
                    Asked asked = Asked.query(exchange.query());
                    int limit = asked.limit();
                    List<App> apps = administration
                            .listApps()
                            .list(exchange.principal(), asked.maybe("cursor", AppId::parse), limit);
                    return Pages.answer(
                            exchange,
                            Reply.done(apps),
                            "apps",
                            AppRoutes::listed,
                            app -> app.id().value(),
                            limit);
                });
    }

    private Route approve() {
        return Route.post("/api/admin/apps/{app_id}/approve")
                .need(new Requirement.Administrator())
                .says(TAG, "Grants what an app waits for")
                .mayTake(Schema.object()
                        .maybe(
                                "tenant_id",
                                Shapes.TENANT_ID,
                                "the app's tenant, for platform.admin; one's own otherwise"))
                .gives(200, LISTED, "The app as it stands")
                .refuses(Code.APP_UNKNOWN, Code.LEDGER_CONTENDED)
                .once(APPROVED.replay())
                .to(exchange -> APPROVED.answer(
                        exchange,
                        administration
                                .approveApp()
                                .approve(
                                        exchange.principal(),
                                        Asked.body(exchange.json()).maybe("tenant_id", TenantId::parse),
                                        id(exchange),
                                        APPROVED.once(exchange))));
    }

    private static AppId id(Exchange exchange) {
        return Asked.path(exchange.path("app_id"), AppId::parse, Code.APP_UNKNOWN, "There is no such app.");
    }

    private static ObjectNode app(App app) {
        ObjectNode json = Json.object()
                .put("app_id", app.id().value())
                .put("span_id", app.span().toString())
                .put("status", app.status());
        json.set("granted_caps", AuthRoutes.scopes(app.granted()));
        json.set("pending_caps", AuthRoutes.scopes(app.pending()));
        return json;
    }

    private static ObjectNode listed(App app) {
        return app(app).put("owner_id", app.owner().value())
                .put("registered_at", app.registeredAt().getEpochSecond());
    }

    private static ObjectNode registered(RegisterApp.Registered registered) {
        ObjectNode json = app(registered.app());
        json.set("unresolved", Json.texts(registered.unresolved()));
        return json;
    }
}
