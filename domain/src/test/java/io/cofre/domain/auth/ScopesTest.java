package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
    private static final TenantId ACME = new TenantId("acme");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "mem*",
                "memory.",
                ".memory",
                "memory..add",
                "Memory.add",
                "memory.*.add",
                "1memory",
                "",
                "provider.invoke:",
                "provider.invoke:anthropic/cl*",
                "provider.invoke:/x",
                "provider.invoke:a//b",
                "provider.invoke:a/",
                "provider.invoke:**",
                "provider.invoke:a b",
                "a:*/b",
                "memory.add ",
                "mémoire"
            })
    void parse_whatIsNoScope_isEmpty(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory.add",
                "memory.*",
                "provider.invoke:*",
                "provider.invoke:anthropic/*",
                "provider.invoke:openai-compatible/org/model-1.5",
                "function.run:00000000-0000-4000-8000-000000000001",
                "a.b.*:x"
            })
    void parse_aScope_isItself(String text) {
        assertThat(Scope.parse(text)).contains(new Scope(text));
    }

    @ParameterizedTest
    @CsvSource({
        "memory.add, memory.add, true",
        "memory.add, memory.search, false",
        "memory.*, memory.add, true",
        "memory.*, memory.add.deep, true",
        "memory.*, memory, false",
        "memory.*, memoryx.add, false",
        "provider.*, provider.invoke:anthropic/claude, false",
        "provider.invoke, provider.invoke:anthropic/claude, false",
        "provider.invoke:*, provider.invoke:anthropic/claude, true",
        "provider.invoke:anthropic/*, provider.invoke:anthropic/claude, true",
        "provider.invoke:anthropic/*, provider.invoke:anthropicx/claude, false",
        "provider.invoke:anthropic/*, provider.invoke:anthropic, false",
        "provider.invoke:anthropic/*, provider.invoke:*, false",
        "provider.invoke:anthropic/claude, provider.invoke:anthropic/claude, true",
        "provider.invoke:anthropic/claude, provider.invoke, false",
        "tenant.*, tenant.admin, false",
        "platform.admin, tenant.admin, false",
        "tenant.admin, tenant.admin, true",
        "job.*, job.add, false",
        "config.read, config.read, true"
    })
    void grants_eachNeed_asTheSpecificationSays(String scope, String need, boolean granted) {
        int colon = need.indexOf(':');
        Need concrete = colon < 0 ? Need.of(need) : Need.of(need.substring(0, colon), need.substring(colon + 1));
        assertThat(Scopes.grants(new Scope(scope), concrete)).isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({
        "memory.*, memory.add, true",
        "memory.*, memory.*, true",
        "memory.add, memory.*, false",
        "a.*, a.b.*, true",
        "a.b.*, a.*, false",
        "provider.invoke:*, provider.invoke:anthropic/*, true",
        "provider.invoke:anthropic/*, provider.invoke:*, false",
        "provider.invoke:a/*, provider.invoke:a/b/*, true",
        "provider.invoke:a/b/*, provider.invoke:a/*, false",
        "provider.invoke:anthropic/*, provider.invoke:anthropic/claude, true",
        "platform.admin, tenant.admin, false",
        "tenant.*, tenant.admin, false"
    })
    void covers_onlyWhatIsNarrower(String wide, String narrow, boolean covered) {
        assertThat(Scopes.covers(List.of(new Scope(wide)), new Scope(narrow))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "OWN_TENANT, acme, memory.*, true",
        "OWN_TENANT, acme, tenant.admin, true",
        "OWN_TENANT, acme, platform.admin, false",
        "OWN_TENANT, acme, job.add, false",
        "OWN_TENANT, system, config.read, false",
        "OWN_TENANT, acme, tenant.*, false",
        "OWN_TENANT, acme, platform.*, false",
        "OWN_TENANT, acme, job.*, false",
        "OWN_TENANT, acme, tenant.admin:x, false",
        "ALL_TENANTS, acme, platform.admin, true",
        "ALL_TENANTS, acme, job.add, false",
        "ALL_TENANTS, system, job.add, true"
    })
    void mayGive_eachScope_onlyToWhomItMay(Scopes.Reign reign, String tenant, String scope, boolean allowed) {
        Scopes.Granting granting = Scopes.mayGive(reign, List.of(new Scope(scope)), new TenantId(tenant));
        assertThat(granting instanceof Scopes.Granting.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet.open", "span.sign", "provider.invoke:anthropic/*", "prompt.fetch", "memory.*"})
    void mayGive_theSeedsOwnScopes_byATenantsAdmin(String scope) {
        assertThat(Scopes.mayGive(Scopes.Reign.OWN_TENANT, List.of(new Scope(scope)), ACME))
                .isEqualTo(new Scopes.Granting.Allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "provider.invoke:*, provider.invoke:anthropic/*, provider.invoke:anthropic/*",
        "memory.add, memory.*, memory.add",
        "platform.admin, platform.admin, platform.admin",
        "memory.add, span.sign, ''"
    })
    void within_theWiderWish_isWhatIsHeldOfIt(String wanted, String held, String inside) {
        assertThat(Scopes.within(List.of(new Scope(held)), new Scope(wanted)))
                .isEqualTo(Stream.of(inside)
                        .filter(text -> !text.isEmpty())
                        .map(Scope::new)
                        .toList());
    }
}
