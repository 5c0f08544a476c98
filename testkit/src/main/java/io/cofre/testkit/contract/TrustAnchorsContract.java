package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.LedgerKey;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trusted roots of a node. */
public interface TrustAnchorsContract {
    /** Without any root, and not set by configuration. */
    TrustAnchors anchors();

    private static Facts facts() {
        return new Facts(Seeds.next(), SettableClock.atStart());
    }

    @Test
    @Kills("trusts somebody at once")
    default void roots_noneAdded_isEmpty() {
        assertThat(anchors().roots()).isEmpty();
    }

    @Test
    @Kills("trusts the newest root alone")
    default void add_severalRoots_trustsAllOfThem() {
        TrustAnchors anchors = anchors();
        Facts facts = facts();
        LedgerKey one = facts.key();
        LedgerKey two = facts.key();
        anchors.add(one.keyId(), one.publicKey());
        anchors.add(two.keyId(), two.publicKey());
        anchors.add(one.keyId(), one.publicKey());
        assertThat(anchors.roots()).isEqualTo(Map.of(one.keyId(), one.publicKey(), two.keyId(), two.publicKey()));
    }

    @Test
    @Kills("trusts removed roots")
    default void remove_oneRoot_trustsTheOthersAlone() {
        TrustAnchors anchors = anchors();
        Facts facts = facts();
        LedgerKey one = facts.key();
        LedgerKey two = facts.key();
        anchors.add(one.keyId(), one.publicKey());
        anchors.add(two.keyId(), two.publicKey());
        anchors.remove(one.keyId());
        anchors.remove(one.keyId());
        anchors.remove(facts.key().keyId());
        assertThat(anchors.roots()).isEqualTo(Map.of(two.keyId(), two.publicKey()));
    }

    @Test
    @Kills("trusts provisional roots later")
    default void addProvisional_roots_areTrustedAndSaidToBeProvisional() {
        TrustAnchors anchors = anchors();
        Facts facts = facts();
        LedgerKey one = facts.key();
        LedgerKey two = facts.key();
        anchors.addProvisional(one.keyId(), one.publicKey());
        anchors.addProvisional(two.keyId(), two.publicKey());
        assertThat(anchors.roots()).isEqualTo(Map.of(one.keyId(), one.publicKey(), two.keyId(), two.publicKey()));
        assertThat(anchors.provisional()).containsExactlyInAnyOrder(one.keyId(), two.keyId());
        anchors.remove(one.keyId());
        assertThat(anchors.roots()).isEqualTo(Map.of(two.keyId(), two.publicKey()));
        assertThat(anchors.provisional()).containsExactly(two.keyId());
    }

    @Test
    @Kills("leaves roots provisional")
    default void add_provisionalRoot_isProvisionalNoMore() {
        TrustAnchors anchors = anchors();
        Facts facts = facts();
        LedgerKey one = facts.key();
        LedgerKey two = facts.key();
        anchors.addProvisional(one.keyId(), one.publicKey());
        anchors.addProvisional(two.keyId(), two.publicKey());
        anchors.add(one.keyId(), one.publicKey());
        assertThat(anchors.provisional()).containsExactly(two.keyId());
        assertThat(anchors.roots()).isEqualTo(Map.of(one.keyId(), one.publicKey(), two.keyId(), two.publicKey()));
    }

    @Test
    @Kills("doubts roots that are trusted")
    default void addProvisional_trustedRoot_staysAsItIs() {
        TrustAnchors anchors = anchors();
        LedgerKey one = facts().key();
        anchors.add(one.keyId(), one.publicKey());
        anchors.addProvisional(one.keyId(), one.publicKey());
        assertThat(anchors.roots()).isEqualTo(Map.of(one.keyId(), one.publicKey()));
        assertThat(anchors.provisional()).isEmpty();
    }

    @Test
    @Kills("loses roots under load")
    default void add_manyAtOnce_trustsAllOfThem() {
        TrustAnchors anchors = anchors();
        Facts facts = facts();
        List<LedgerKey> keys = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            keys.add(facts.key());
        }
        Together.run(keys, key -> {
            anchors.add(key.keyId(), key.publicKey());
            return key;
        });
        assertThat(anchors.roots().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(LedgerKey::keyId).toList());
    }
}
