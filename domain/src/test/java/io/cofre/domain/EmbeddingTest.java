package io.cofre.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.usecase.Authorize;
import io.cofre.domain.usecase.CreateTenant;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of the README, run; and held to be the one that stands there. */
class EmbeddingTest {
    @Test
    void theReadmesExample_overFakes_makesATenant() {
        Ports ports = World.ports();

        Cofre cofre = Cofre.over(ports);
        FirstStart.Started.First first =
                (FirstStart.Started.First) cofre.upkeep().firstStart().start();

        Authorize.Decision decision = cofre.access()
                .authorize()
                .authorize(new Presented(
                        Credential.read(
                                List.of("ApiKey " + first.admin().token().reveal()), false),
                        Optional.empty(),
                        Optional.empty(),
                        "127.0.0.1",
                        "4bf92f3577b34da6a3ce929d0e0e4736"));
        Principal admin = ((Authorize.Decision.Granted) decision).principal();

        Reply<CreateTenant.Created> reply = cofre.administration()
                .createTenant()
                .create(admin, new TenantId("acme"), "Acme", Language.ALL, Optional.empty());

        assertThat(World.value(reply)).isEqualTo(new CreateTenant.Created(new TenantId("acme"), "Acme", Language.ALL));
        assertThat(cofre.ledger().verify().verify(verified -> {}).fault()).isEmpty();
    }

    @Test
    void theReadmesExample_butForWhiteSpace_isTheOneAbove() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf("```java") + "```java".length();
        String example = readme.substring(begin, readme.indexOf("```", begin));
        String here = Files.readString(Path.of("src/test/java/io/cofre/domain/EmbeddingTest.java"));

        assertThat(here.replaceAll("\\s", "")).contains(example.replaceAll("\\s", ""));
    }
}
