package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.auth.Naming;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.wallet.Wallet;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether what was granted once still stands. */
class CheckStandingTest {
    private final World world = new World().acme();
    private final Principal ana = world.principal(ANA, "span.read", "wallet.open");

    private boolean stands(Principal principal) {
        return world.cofre.access().checkStanding().stands(principal);
    }

    @Test
    void stands_whileAllIsGood_andUntilTheKeyExpires() {
        assertThat(stands(ana)).isTrue();
        world.clock.advance(Duration.ofHours(24));
        assertThat(stands(ana)).isTrue();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(stands(ana)).isFalse();
    }

    @Test
    void stands_keyRevoked_notAnyMore() {
        value(world.cofre
                .access()
                .revokeKeys()
                .revoke(world.admin, ANA, new Naming.Name.Hash(ana.proof().token()), Optional.empty()));
        assertThat(stands(ana)).isFalse();
        assertThat(stands(world.admin)).isTrue();
    }

    @Test
    void stands_walletOrTenantSuspended_onlyWhenItServesAgain() {
        wallet(Wallet.Status.SUSPENDED);
        assertThat(stands(ana)).isFalse();
        wallet(Wallet.Status.ACTIVE);
        assertThat(stands(ana)).isTrue();
        tenant(Tenant.Status.SUSPENDED);
        assertThat(stands(ana)).isFalse();
        tenant(Tenant.Status.ACTIVE);
        assertThat(stands(ana)).isTrue();
    }

    private void wallet(Wallet.Status status) {
        value(world.cofre.administration().setWalletStatus().set(world.admin, ANA, status, "test", Optional.empty()));
    }

    private void tenant(Tenant.Status status) {
        value(world.cofre.administration().setTenantStatus().set(world.admin, ACME, status, "test", Optional.empty()));
    }
}
