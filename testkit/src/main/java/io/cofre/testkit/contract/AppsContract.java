package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.testkit.fixtures.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Registered apps. */
public interface AppsContract extends StoreContract {
    private static void put(Stage stage, App app) {
        stage.write(stage.causing(cause -> List.of(new AppEffect.Put(app, cause))));
    }

    @Test
    @Kills("knows an app in every tenant")
    default void find_appOfAnotherTenant_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Apps apps = stage.bench.apps();
            AppId id = stage.facts.appId();
            App one = stage.facts.app(id, stage.key.tenant(), stage.key.owner());
            App other = stage.facts.app(id, stage.facts.tenantId(), stage.facts.owner());
            put(stage, one);
            assertThat(apps.find(other.tenant(), id)).isEmpty();
            assertThat(apps.find(one.tenant(), stage.facts.appId())).isEmpty();
            put(stage, other);
            assertThat(apps.find(one.tenant(), id)).contains(one);
            assertThat(apps.find(other.tenant(), id)).contains(other);
        }
    }

    @Test
    @Kills("leaves approved apps pending")
    default void find_appPutAgain_isAsPutLast() {
        try (Stage stage = Stage.open(this)) {
            App first = stage.facts.app(stage.facts.appId(), stage.key.tenant(), stage.key.owner());
            App approved = new App(
                    first.id(),
                    first.tenant(),
                    first.owner(),
                    first.span(),
                    "approved",
                    Facts.scopes("memory.*", "provider.invoke:anthropic/*"),
                    List.of(),
                    first.registeredAt(),
                    1);
            for (App app : List.of(first, approved)) {
                put(stage, app);
                assertThat(stage.bench.apps().find(first.tenant(), first.id())).contains(app);
            }
        }
    }

    @Test
    @Kills("lists apps of all tenants")
    default void list_pages_haveEachAppOfTheTenantOnceByIdAscending() {
        try (Stage stage = Stage.open(this)) {
            TenantId tenant = stage.facts.tenantId();
            List<AppId> ids = List.of("a-b", "a0", "aa", "ab-", "b0").stream()
                    .map(AppId::new)
                    .toList();
            for (AppId id : ids.reversed()) {
                put(stage, stage.facts.app(id, tenant, stage.facts.owner()));
            }
            put(stage, stage.facts.app(new AppId("a1"), stage.key.tenant(), stage.key.owner()));
            List<App> found = new ArrayList<>();
            List<App> page = stage.bench.apps().list(tenant, Optional.empty(), Optional.empty(), 2);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(2);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(5);
                page = stage.bench
                        .apps()
                        .list(
                                tenant,
                                Optional.empty(),
                                Optional.of(found.getLast().id()),
                                2);
            }
            assertThat(found).extracting(App::id).isEqualTo(ids);
        }
    }

    @Test
    @Kills("lists apps of all owners")
    default void list_ofOneOwner_hasThatOwnersAlone() {
        try (Stage stage = Stage.open(this)) {
            TenantId tenant = stage.key.tenant();
            OwnerId other = stage.facts.owner();
            App own = stage.facts.app(stage.facts.appId(), tenant, stage.key.owner());
            App others = stage.facts.app(stage.facts.appId(), tenant, other);
            put(stage, own);
            put(stage, others);
            assertThat(stage.bench.apps().list(tenant, Optional.of(other), Optional.empty(), 10))
                    .containsExactly(others);
            assertThat(stage.bench.apps().list(tenant, Optional.of(stage.facts.owner()), Optional.empty(), 10))
                    .isEmpty();
        }
    }
}
