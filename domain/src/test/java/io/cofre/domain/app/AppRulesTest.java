package io.cofre.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.token.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // required | held | approved before | granted | pending | approved now
                "memory.write provider.invoke:* | memory.* provider.invoke:anthropic/* | - | memory.add provider.invoke:anthropic/* | provider.invoke:* | -",
                "memory.read | memory.search | - | memory.search | - | -",
                "tenant.admin job.add | tenant.admin job.add | - | - | tenant.admin job.add | -",
                "tenant.admin | tenant.admin | tenant.admin | - | tenant.admin | -",
                // approved and still required, whatever the registrar holds now
                "provider.invoke:* | provider.invoke:anthropic/* | provider.invoke:* | provider.invoke:anthropic/* provider.invoke:* | - | provider.invoke:*",
                "memory.add span.read | - | memory.add span.read | memory.add span.read | - | memory.add span.read",
                "memory.write | - | memory.add | memory.add | - | memory.add",
                // no longer required
                "memory.add | memory.add | memory.add span.read | memory.add | - | memory.add",
                "- | - | memory.add | - | - | -",
                "span.read | - | memory.add | - | span.read | -",
                // required narrower than approved: what is required of it
                "provider.invoke:openai/gpt-4o | - | provider.invoke:* | provider.invoke:openai/gpt-4o | - | provider.invoke:openai/gpt-4o",
                "memory.add | - | memory.* | memory.add | - | memory.add",
                // required wider than approved: what was approved, and the rest pending
                "provider.invoke:* | - | provider.invoke:openai/* | provider.invoke:openai/* | provider.invoke:* | provider.invoke:openai/*",
                "provider.invoke:* | provider.invoke:anthropic/* | provider.invoke:openai/* | provider.invoke:anthropic/* provider.invoke:openai/* | provider.invoke:* | provider.invoke:openai/*",
                // asked for twice
                "memory.add memory.write | memory.add | - | memory.add | - | -"
            })
    void register_whatIsRequiredHeldAndApproved_givesTheGrants(
            String required, String held, String before, String granted, String pending, String approved) {
        assertThat(AppRules.register(scopes(required), scopes(held), scopes(before)))
                .isEqualTo(new AppRules.Grants(scopes(granted), scopes(pending), scopes(approved)));
    }

    @Test
    void approve_whatIsPending_isGrantedButForAdminAndServiceScopes() {
        AppRules.Grants standing = new AppRules.Grants(
                scopes("memory.add span.read"),
                scopes("provider.invoke:* tenant.admin job.add span.read"),
                scopes("memory.add"));
        assertThat(AppRules.approve(standing))
                .isEqualTo(new AppRules.Grants(
                        scopes("memory.add span.read provider.invoke:*"),
                        scopes("tenant.admin job.add"),
                        scopes("memory.add provider.invoke:* span.read")));
    }

    private static List<Scope> scopes(String texts) {
        return texts.equals("-")
                ? List.of()
                : Stream.of(texts.split(" ", -1)).map(Scope::new).toList();
    }
}
