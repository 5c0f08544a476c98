package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a wallet's or a tenant's status does to every call made under it (spec 02). */
class StatusTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final String token = world.ana();
    private final String session = world.post(token, "/wallet/open", "{}")
            .json()
            .path("wallet_session")
            .asText();

    /** Calls by token and by session, reading, signing, writing. */
    private Stream<Seen> calls() {
        return Stream.of(
                world.get(token, "/auth/whoami"),
                world.get(token, "/wallet"),
                world.get(token, "/api/spans"),
                world.post(token, "/cli/memory.add", "{\"content\":\"x\"}"),
                world.post(token, "/wallet/open", "{}"),
                world.post(token, "/wallet/sign/span", "{\"kid\":\"kid_ed25519_main\",\"span\":{}}"),
                world.post(token, "/wallet/key/rotate", "{\"kid\":\"kid_ed25519_main\"}"),
                world.send(Call.get("/auth/whoami").with("Authorization", "WalletSession " + session)));
    }

    private void set(String thing, String status) {
        Seen seen = world.post(
                world.admin, "/api/admin/" + thing + "/status", "{\"status\":\"" + status + "\",\"reason\":\"test\"}");
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    }

    private void assertAllAre(String code, String detail) {
        assertThat(calls())
                .allSatisfy(seen -> assertThat(List.of(
                                seen.status(),
                                seen.code(),
                                seen.json().path("detail").asText()))
                        .isEqualTo(List.of(403, code, detail)));
    }

    @Test
    void calls_underASuspendedWallet_areForbiddenUntilItIsActive() {
        set("wallets/wlt_acme_ana", "suspended");
        assertAllAre("wallet.suspended", "Wallet wlt_acme_ana is suspended; ask its tenant's administrator.");
        set("wallets/wlt_acme_ana", "active");
        assertThat(world.get(token, "/auth/whoami").status()).isEqualTo(200);
    }

    @Test
    void calls_underAClosedWallet_areForbiddenForGood() {
        set("wallets/wlt_acme_ana", "closed");
        assertAllAre("wallet.closed", "Wallet wlt_acme_ana is closed for good.");
        Seen reopened = world.post(
                world.admin, "/api/admin/wallets/wlt_acme_ana/status", "{\"status\":\"active\",\"reason\":\"test\"}");
        assertThat(List.of(reopened.status(), reopened.code())).isEqualTo(List.of(403, "wallet.closed"));
    }

    @Test
    void calls_underASuspendedTenant_areForbiddenUntilItIsActive() {
        set("tenants/acme", "suspended");
        assertAllAre("tenant.suspended", "Tenant acme is suspended; ask its platform's administrator.");
        set("tenants/acme", "active");
        assertThat(world.get(token, "/auth/whoami").status()).isEqualTo(200);
    }
}
