package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wallet session is never wider than its parent and dies with it (spec 02). */
class SessionsTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final Seen parent = world.issue("wlt_acme_ana", "wallet.open", "memory.*", "span.read");
    private final String token = parent.json().path("token").asText();

    private String open(String json) {
        Seen opened = world.post(token, "/wallet/open", json);
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        return opened.json().path("wallet_session").asText();
    }

    private Seen who(String session) {
        return world.send(Call.get("/auth/whoami").with("Authorization", "WalletSession " + session));
    }

    private static List<Object> told(Seen seen) {
        return List.of(seen.status(), seen.code());
    }

    private Seen rotate(String more) {
        return world.post(
                world.admin,
                "/auth/keys/rotate",
                "{\"wallet_id\":\"wlt_acme_ana\",\"ttl_hours\":1,\"scopes\":[\"span.read\"],\"token_hash\":\""
                        + parent.json().path("token_hash").asText() + "\"" + more + "}");
    }

    @Test
    void open_withoutScopes_hasTheParents() {
        assertThat(who(open("{}")).json().path("scopes").toString())
                .isEqualTo("[\"wallet.open\",\"memory.*\",\"span.read\"]");
    }

    @Test
    void open_withAnEmptyListOfScopes_isRefused() {
        Seen seen = world.post(token, "/wallet/open", "{\"scopes\":[]}");
        assertThat(told(seen)).isEqualTo(List.of(400, "request.field_invalid"));
        assertThat(seen.json().path("pointer").asText()).isEqualTo("/scopes");
    }

    @Test
    void session_ofARevokedParent_isUnknown() {
        String session = open("{}");
        assertThat(who(session).status()).isEqualTo(200);
        assertThat(world.post(
                                world.admin,
                                "/auth/keys/revoke",
                                "{\"wallet_id\":\"wlt_acme_ana\",\"token_hash\":\""
                                        + parent.json().path("token_hash").asText() + "\"}")
                        .body())
                .isEqualTo("{\"revoked\":1}");
        assertThat(told(who(session))).isEqualTo(List.of(401, "auth.unknown"));
    }

    @Test
    void session_ofAParentThatEndsBeforeIt_endsWithIt() {
        world.clock.advance(Duration.ofHours(24).minusSeconds(100));
        String session = open("{\"ttl_seconds\":600}");
        assertThat(who(session).json().path("until").asLong())
                .isEqualTo(parent.json().path("exp").asLong());
        world.clock.advance(Duration.ofSeconds(101));
        assertThat(told(who(session))).isEqualTo(List.of(401, "auth.token_expired"));
    }

    @Test
    void session_pastItsOwnEnd_hasExpired() {
        String session = open("{\"ttl_seconds\":300}");
        world.clock.advance(Duration.ofSeconds(301));
        assertThat(told(who(session))).isEqualTo(List.of(401, "auth.token_expired"));
    }

    @Test
    void session_ofAParentThatWasReplacedByANarrowerOne_isUnknown() {
        String session = open("{\"scopes\":[\"memory.add\"]}");
        assertThat(rotate("").status()).isEqualTo(200);
        assertThat(told(who(session))).isEqualTo(List.of(401, "auth.unknown"));
    }

    @Test
    void session_ofAParentInItsGrace_livesUntilItsEnd() {
        String session = open("{\"scopes\":[\"memory.add\"]}");
        assertThat(rotate(",\"grace_seconds\":60").status()).isEqualTo(200);
        world.clock.advance(Duration.ofSeconds(59));
        assertThat(who(session).status()).isEqualTo(200);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(told(who(session))).isEqualTo(List.of(401, "auth.unknown"));
    }

    @Test
    void session_beyondItsScopes_isForbiddenThoughItsParentIsNot() {
        String session = open("{\"scopes\":[\"span.read\"]}");
        Seen seen = world.send(
                Call.post("/cli/memory.add", "{\"content\":\"x\"}").with("Authorization", "WalletSession " + session));
        assertThat(told(seen)).isEqualTo(List.of(403, "auth.scope_missing"));
        assertThat(world.post(token, "/cli/memory.add", "{\"content\":\"x\"}").status())
                .isEqualTo(200);
    }
}
