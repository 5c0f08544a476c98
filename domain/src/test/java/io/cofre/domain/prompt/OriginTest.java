package io.cofre.domain.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "acme/ana/TENANT,     acme/ana/TENANT,      OWN",
        "acme/ana/TENANT,     acme/ana/PRIVATE,     OWN",
        "acme/ana/PRIVATE,    acme/ana/TENANT,      OWN",
        "acme/ana/TENANT,     acme/bia/TENANT,      FOREIGN",
        "acme/ana/TENANT,     acme/system/TENANT,   FOREIGN",
        "acme/ana/TENANT,     other/ana/TENANT,     FOREIGN",
        "acme/ana/TENANT,     system/system/TENANT, FOREIGN",
        "acme/ana/TENANT,     system/system/PUBLIC, SHIPPED",
        "acme/system/TENANT,  system/system/PUBLIC, SHIPPED",
        "system/system/PUBLIC, system/system/PUBLIC, SHIPPED",
        "system/system/PUBLIC, system/system/TENANT, FOREIGN",
        "system/system/PUBLIC, acme/ana/TENANT,      FOREIGN"
    })
    void standing_ofABlock_followsFromItsOwner(String template, String block, Origin.Standing standing) {
        assertThat(origin(template).standing(origin(block))).isEqualTo(standing);
    }

    private static Origin origin(String text) {
        String[] parts = text.split("/", -1);
        return new Origin(new TenantId(parts[0]), new OwnerId(parts[1]), Visibility.valueOf(parts[2]));
    }
}
