package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.testkit.fixtures.Nasty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tenants. */
public interface TenantsContract extends StoreContract {
    private static void put(Stage stage, Tenant tenant) {
        stage.write(stage.causing(cause -> List.of(new TenantEffect.Put(tenant, cause))));
    }

    @Test
    @Kills("makes tenants up")
    default void find_unknownId_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Tenants tenants = stage.bench.tenants();
            assertThat(tenants.find(stage.facts.tenantId())).isEmpty();
            assertThat(tenants.list(Optional.empty(), 10)).isEmpty();
        }
    }

    @Test
    @Kills("keeps tenants as they began")
    default void find_tenantPutAgain_isAsPutLast() {
        try (Stage stage = Stage.open(this)) {
            Tenant first = stage.facts.tenant(stage.facts.tenantId());
            Tenant second = new Tenant(
                    first.id(),
                    Nasty.SQL + Nasty.EMOJI,
                    Tenant.Status.SUSPENDED,
                    stage.facts.secretRef(),
                    stage.facts.secretRef(),
                    Set.of(Language.EN),
                    first.createdAt(),
                    1);
            for (Tenant tenant : List.of(first, second)) {
                put(stage, tenant);
                assertThat(stage.bench.tenants().find(first.id())).contains(tenant);
            }
        }
    }

    @Test
    @Kills("sorts tenants by another alphabet")
    default void list_pages_haveEachTenantOnceByIdAscending() {
        try (Stage stage = Stage.open(this)) {
            List<TenantId> ids = List.of("a-b", "a0", "a_b", "aa", "ab", "b").stream()
                    .map(TenantId::new)
                    .toList();
            for (TenantId id : ids.reversed()) {
                put(stage, stage.facts.tenant(id));
            }
            List<Tenant> found = new ArrayList<>();
            List<Tenant> page = stage.bench.tenants().list(Optional.empty(), 4);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(4);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(6);
                page = stage.bench.tenants().list(Optional.of(found.getLast().id()), 4);
            }
            assertThat(found).extracting(Tenant::id).isEqualTo(ids);
        }
    }
}
