package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.code;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that were made elsewhere, and what the ledger says of them. */
class ImportKeyTest {
    /** RFC 8032, 7.1, test 1. */
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final PublicKey KEY = PublicKey.parse(
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
            .orElseThrow();
    private static final Kid LEGACY = new Kid("kid_legacy");

    private final World world = new World().acme();

    @AfterEach
    void ledger_afterEachTest_holdsAndSaysWhatTheRowsSay() {
        assertThat(world.cofre.ledger().audit().audit(100, (seen, last) -> {}).findings())
                .isEmpty();
    }

    @Test
    void bring_newKey_isIntroducedByTheTenantsRootAndSigns() {
        WalletItem.Ed25519 item = value(brought(ANA, LEGACY, SEED, "sign.span"));

        assertThat(item.publicKey()).isEqualTo(KEY);
        assertThat(item.status()).isEqualTo(WalletItem.Status.ACTIVE);
        LedgerKey known = Objects.requireNonNull(
                world.in.keys().find(List.of(item.keyId())).get(item.keyId()));
        assertThat(known.wallet()).isEqualTo(ANA);
        assertThat(known.tenant()).isEqualTo(ACME);
        assertThat(known.role()).isEqualTo(LedgerKey.Role.WALLET);
        List<String> told = told();
        assertThat(told.get(told.size() - 2)).contains("\"did\":\"key_imported\"", "\"who\":\"service:key_import\"");
        assertThat(told.getLast()).contains("\"entity_type\":\"logline_id\"", KEY.hex());
        assertThat(world.in.scan().after(0, 10_000).getLast().signature().keyId())
                .isEqualTo(rootId());
        assertThat(told).noneMatch(span -> span.contains(SEED));

        Principal ana = world.principal(ANA, "sign.span");
        Reply<SignSpans.Signed> signed = world.cofre
                .wallet()
                .signSpans()
                .sign(ana, LEGACY, List.of(note().getBytes(StandardCharsets.UTF_8)))
                .getFirst();
        assertThat(value(signed).signature().keyId()).isEqualTo(SpanSigning.keyId(KEY));
    }

    @Test
    void bring_kidInUse_isRefused() {
        assertRefused(brought(ANA, SystemNames.MAIN_KID, SEED, "sign.span"), Code.WALLET_KID_EXISTS);
    }

    @Test
    void bring_keyThatTheLedgerKnows_isRefusedInAnyWallet() {
        value(brought(ANA, LEGACY, SEED, "sign.span"));
        WalletId bia = new WalletId("wlt_acme_bia");
        world.wallet(bia, "bia@acme");
        assertRefused(brought(bia, LEGACY, SEED, "sign.span"), Code.WALLET_KEY_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wlt_root", "wlt_system_service", "wlt_acme_root", "wlt_system_root"})
    void bring_intoTheServicesOwnWallet_isRefused(String wallet) {
        assertRefused(brought(new WalletId(wallet), LEGACY, SEED, "sign.span"), Code.WALLET_KEY_RESERVED);
    }

    @Test
    void bring_intoNoWallet_isRefused() {
        assertRefused(brought(new WalletId("wlt_nowhere"), LEGACY, SEED, "sign.span"), Code.WALLET_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Wallet.Status.class,
            names = {"SUSPENDED", "CLOSED"})
    void bring_intoAWalletThatDoesNotServe_isRefused(Wallet.Status status) {
        value(world.cofre.administration().setWalletStatus().set(world.admin, ANA, status, "test", Optional.empty()));
        assertRefused(brought(ANA, LEGACY, SEED, "sign.span"), Code.LEDGER_CONTENDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f",
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f6000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "abababababababababababababababababababababababababababababababab"
            })
    void bring_whatIsNoSeed_isRefused(String hex) {
        assertRefused(brought(ANA, LEGACY, hex, "sign.span"), Code.REQUEST_FIELD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider.invoke:anthropic/*", "platform.admin", "sign.*"})
    void bring_capThatNoEd25519KeyHas_isRefused(String cap) {
        assertRefused(brought(ANA, LEGACY, SEED, cap), Code.REQUEST_FIELD_INVALID);
    }

    @Test
    void bring_httpScopeOfAnAdministrator_isRefused() {
        assertRefused(
                brought(new ImportKey.Request(
                        ANA, LEGACY, List.of(new Scope("sign.http")), List.of(new Scope("tenant.admin")))),
                Code.AUTH_SCOPE_NOT_GRANTABLE);
    }

    /** Nothing was told, and no secret stays behind. */
    private void assertRefused(Reply<WalletItem.Ed25519> reply, Code code) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(told()).filteredOn(span -> span.contains(KEY.hex())).hasSizeLessThanOrEqualTo(2);
    }

    private Reply<WalletItem.Ed25519> brought(WalletId wallet, Kid kid, String seed, String cap) {
        try (SecretBytes secret = SecretBytes.owning(HexFormat.of().parseHex(seed))) {
            return world.cofre
                    .upkeep()
                    .importKey()
                    .bring(new ImportKey.Request(wallet, kid, List.of(new Scope(cap)), List.of()), secret);
        }
    }

    private Reply<WalletItem.Ed25519> brought(ImportKey.Request request) {
        try (SecretBytes secret = SecretBytes.owning(HexFormat.of().parseHex(SEED))) {
            return world.cofre.upkeep().importKey().bring(request, secret);
        }
    }

    private List<String> told() {
        return world.in.scan().after(0, 10_000).stream()
                .map(span -> span.canonical().text())
                .toList();
    }

    private KeyId rootId() {
        Wallet root = world.in.wallets().find(SystemNames.rootWallet(ACME)).orElseThrow();
        return ((WalletItem.Ed25519) Objects.requireNonNull(root.items().get(SystemNames.ROOT_KID))).keyId();
    }

    private static String note() {
        return """
                {"id":"6f1c1f6e-2a62-4b52-9f8e-0a1b2c3d4e5f","seq":0,"entity_type":"note","who":"wallet:wlt_acme_ana",
                 "did":"noted","this":"note","at":"2026-01-01T00:00:00.000Z","status":"active","tenant_id":"acme",
                 "owner_id":"ana@acme","visibility":"private","content":{}}""";
    }
}
