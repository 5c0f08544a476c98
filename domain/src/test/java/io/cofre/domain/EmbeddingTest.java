package io.cofre.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.usecase.Authorize;
import io.cofre.domain.usecase.CreateTenant;
import io.cofre.ports.span.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of the README, run. */
class EmbeddingTest {
    @Test
    void theReadmesExample_overFakes_makesATenant() {
        World world = new World();
        Cofre cofre = world.cofre;

        Authorize.Decision decision = cofre.access()
                .authorize()
                .authorize(new Presented(
                        Credential.read(
                                List.of("ApiKey "
                                        + cofre.upkeep()
                                                .replaceAdminToken()
                                                .reset()
                                                .token()
                                                .reveal()),
                                false),
                        Optional.empty(),
                        Optional.empty(),
                        "127.0.0.1",
                        "4bf92f3577b34da6a3ce929d0e0e4736"));
        Principal admin = ((Authorize.Decision.Granted) decision).principal();

        Reply<CreateTenant.Created> reply =
                cofre.administration().createTenant().create(admin, new TenantId("acme"), "Acme", Optional.empty());

        assertThat(World.value(reply)).isEqualTo(new CreateTenant.Created(new TenantId("acme"), "Acme"));
        assertThat(cofre.ledger().verify().verify(verified -> {}).fault()).isEmpty();
    }
}
