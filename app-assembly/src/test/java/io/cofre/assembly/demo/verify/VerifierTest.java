package io.cofre.assembly.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VerifierTest {
    private final Mint mint = new Mint();
    private final Mint.Key root = Mint.key("root", "system", "system");
    private final Mint.Key tenantRoot = Mint.key("tenant_root", "acme", "acme");
    private final Mint.Key wallet = Mint.key("wallet", "acme", "dan@acme");
    private final Verifier verifier = new Verifier(Set.of(root.keyId()));

    @BeforeEach
    void introduceTheKeys() {
        verifier.learn(mint.introduced(root, root));
        verifier.learn(mint.introduced(tenantRoot, root));
        verifier.learn(mint.introduced(wallet, tenantRoot));
    }

    private static String note(String content) {
        return Mint.span("note", 0, "acme", "dan@acme", content);
    }

    private static List<String> failed(List<Check> checks) {
        return checks.stream().filter(check -> !check.holds()).map(Check::name).toList();
    }

    @Test
    void verify_spanOfAWallet_everyCheckHoldsAndTheChainIsTold() {
        List<Check> checks = verifier.verify(mint.recorded(note("{\"text\":\"olá\",\"n\":1.50}"), wallet));

        assertThat(checks).allMatch(Check::holds);
        assertThat(checks.stream().map(Check::name))
                .containsExactly("form", "hash", "key", "signature", "active", "signer", "chain");
        assertThat(checks.getLast().detail()).isEqualTo("wallet ← tenant_root ← root");
    }

    @Test
    void verify_nestedMemberChanged_theHashFails() {
        String signed = Mint.signed(note("{\"a\":{\"b\":1}}"), wallet);

        assertThat(failed(verifier.verify(mint.recorded(signed.replace("\"b\":1", "\"b\":2")))))
                .containsExactly("hash");
    }

    @Test
    void verify_signatureOfAnotherSpan_theSignatureFails() {
        String one = Mint.signed(note("{\"a\":1}"), wallet);
        String two = Mint.signed(note("{\"a\":2}"), wallet);
        String swapped = one.substring(0, one.indexOf("\"sig\":")) + two.substring(two.indexOf("\"sig\":"));

        assertThat(failed(verifier.verify(mint.recorded(swapped)))).containsExactly("signature");
    }

    @Test
    void verify_timeOfTheSignatureChanged_theSignatureFails() {
        String signed = Mint.signed(note("{\"a\":1}"), wallet);

        assertThat(failed(
                        verifier.verify(mint.recorded(signed.replace("\"ts\":1795322785698", "\"ts\":1795322785699")))))
                .containsExactly("signature");
    }

    @Test
    void verify_upperCaseSignature_formAndSignatureFail() {
        String signed = Mint.signed(note("{\"a\":1}"), wallet);
        int from = signed.indexOf("\"signature\":\"") + "\"signature\":\"".length();
        String upper = signed.substring(0, from)
                + signed.substring(from, from + 128).toUpperCase(java.util.Locale.ROOT)
                + signed.substring(from + 128);

        assertThat(failed(verifier.verify(mint.recorded(upper)))).containsExactly("form", "signature");
    }

    @Test
    void verify_memberThatNoSpanHas_theFormFails() {
        String unsigned = note("{}").replace("\"who\":", "\"wher\":1,\"who\":");

        assertThat(failed(verifier.verify(mint.recorded(unsigned, wallet)))).containsExactly("form");
    }

    @Test
    void verify_keyThatNobodyIntroduced_nothingThatNeedsItHolds() {
        Mint.Key stranger = Mint.key("wallet", "acme", "dan@acme");

        assertThat(failed(verifier.verify(mint.recorded(note("{}"), stranger))))
                .containsExactly("key", "signature", "active", "signer", "chain");
    }

    @Test
    void verify_introductionUnderAnotherKeysName_keyAndChainFail() {
        Mint.Key thief = Mint.key("wallet", "acme", "dan@acme");
        Mint.Key named = new Mint.Key(
                thief.pair(), "did:logline:" + "0".repeat(64), thief.publicKeyHex(), "wallet", "acme", "dan@acme");
        verifier.learn(mint.introduced(named, tenantRoot));

        assertThat(failed(verifier.verify(mint.recorded(note("{}"), named)))).containsExactly("key", "chain");
    }

    @Test
    void verify_walletIntroducedByAWallet_theChainFails() {
        Mint.Key other = Mint.key("wallet", "acme", "dan@acme");
        verifier.learn(mint.introduced(other, wallet));

        assertThat(failed(verifier.verify(mint.recorded(note("{}"), other)))).containsExactly("chain");
    }

    @Test
    void verify_rotatedKeyIntroducedByTheOneItReplaces_holds() {
        Mint.Key next = Mint.key("wallet", "acme", "dan@acme");
        verifier.learn(mint.introduced(next.keyId(), next, wallet, wallet.keyId()));

        List<Check> checks = verifier.verify(mint.recorded(note("{}"), next));

        assertThat(checks).allMatch(Check::holds);
        assertThat(checks.getLast().detail()).isEqualTo("wallet ← wallet ← tenant_root ← root");
    }

    @Test
    void verify_chainToARootThatIsNotTrusted_theChainFails() {
        Verifier stranger = new Verifier(Set.of(wallet.keyId()));
        Mint fresh = new Mint();
        stranger.learn(fresh.introduced(root, root));
        stranger.learn(fresh.introduced(tenantRoot, root));
        stranger.learn(fresh.introduced(wallet, tenantRoot));

        assertThat(failed(stranger.verify(fresh.recorded(note("{}"), wallet)))).containsExactly("chain");
    }

    @Test
    void verify_introductionChangedAfterwards_theChainFails() {
        Mint.Key victim = Mint.key("wallet", "acme", "dan@acme");
        String honest = Mint.signed(
                Mint.span(
                        "logline_id",
                        0,
                        "acme",
                        "eva@acme",
                        "{\"key_id\":\"" + victim.keyId() + "\",\"pubkey_hex\":\"" + victim.publicKeyHex()
                                + "\",\"kid\":\"kid_wallet\",\"role\":\"wallet\",\"status\":\"active\"}"),
                tenantRoot);
        verifier.learn(mint.recorded(honest.replace("eva@acme", "dan@acme")));

        assertThat(failed(verifier.verify(mint.recorded(note("{}"), victim)))).containsExactly("chain");
    }

    @Test
    void verify_keyRevokedBetweenTwoSpans_onlyTheLaterFails() {
        Line before = mint.recorded(note("{\"n\":1}"), wallet);
        verifier.learn(mint.ended(wallet, tenantRoot, "revoked"));
        Line after = mint.recorded(note("{\"n\":2}"), wallet);

        assertThat(failed(verifier.verify(before))).isEmpty();
        assertThat(failed(verifier.verify(after))).containsExactly("active");
    }

    @Test
    void verify_walletWritesForAnotherOwnerOrTenant_theSignerFails() {
        Line otherOwner = mint.recorded(Mint.span("note", 0, "acme", "eva@acme", "{}"), wallet);
        Line otherTenant = mint.recorded(Mint.span("note", 0, "rival", "dan@acme", "{}"), wallet);
        Line otherTenantsRoot = mint.recorded(Mint.span("manifest", 0, "rival", "rival", "{}"), tenantRoot);

        assertThat(failed(verifier.verify(otherOwner))).containsExactly("signer");
        assertThat(failed(verifier.verify(otherTenant))).containsExactly("signer");
        assertThat(failed(verifier.verify(otherTenantsRoot))).containsExactly("signer");
    }

    @Test
    void verify_rootThatIntroducesItselfInTheNameOfAnother_theChainFails() {
        Mint.Key impostor = Mint.key("root", "system", "system");
        verifier.learn(mint.introduced(impostor, impostor));

        assertThat(failed(verifier.verify(mint.recorded(note("{}"), impostor)))).containsExactly("chain");
    }
}
