package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import io.cofre.testkit.fixtures.Digests;
import io.cofre.testkit.fixtures.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Wallets and their items. */
public interface WalletsContract extends StoreContract {
    private static void put(Stage stage, Wallet wallet) {
        stage.write(stage.causing(cause -> List.of(new WalletEffect.Put(wallet, cause))));
    }

    private static Wallet with(Wallet wallet, Wallet.Status status, WalletItem... items) {
        Map<Kid, WalletItem> byKid = new LinkedHashMap<>();
        for (WalletItem item : items) {
            byKid.put(item.kid(), item);
        }
        return new Wallet(
                wallet.id(),
                wallet.owner(),
                wallet.tenant(),
                byKid,
                status,
                wallet.createdAt(),
                true,
                wallet.seq() + 1);
    }

    @Test
    @Kills("makes wallets up")
    default void find_unknownId_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Wallets wallets = stage.bench.wallets();
            put(stage, stage.facts.wallet(stage.facts.walletId(), stage.key.tenant(), stage.key.owner()));
            assertThat(wallets.find(stage.facts.walletId())).isEmpty();
        }
    }

    @Test
    @Kills("loses what a signed request may do")
    default void find_walletWithEveryKindOfItem_isAsPutInTheItemsOrder() {
        try (Stage stage = Stage.open(this)) {
            PublicKey external = PublicKey.of(stage.facts.bytes(32));
            WalletItem clients = new WalletItem.Ed25519(
                    new Kid("zz_Device:1@home.x-y"),
                    external,
                    Digests.keyId(external),
                    Optional.empty(),
                    Facts.scopes("sign.http"),
                    Facts.scopes("memory.*", "span.append"),
                    WalletItem.Status.REVOKED,
                    7,
                    stage.facts.now(),
                    Optional.of(stage.facts.now().plusMillis(1)));
            WalletItem gone = new WalletItem.ProviderKey(
                    new Kid("AA"),
                    "openai-compatible",
                    Optional.empty(),
                    List.of(),
                    WalletItem.Status.RETIRED,
                    2,
                    stage.facts.now(),
                    Optional.of(stage.facts.now()));
            Wallet wallet = with(
                    stage.facts.wallet(stage.facts.walletId(), stage.key.tenant(), stage.key.owner()),
                    Wallet.Status.SUSPENDED,
                    clients,
                    stage.facts.ed25519Item("kid_b"),
                    gone,
                    stage.facts.providerItem("kid_a"));
            put(stage, wallet);
            Wallet found = stage.bench.wallets().find(wallet.id()).orElseThrow();
            assertThat(found).isEqualTo(wallet);
            assertThat(List.copyOf(found.items().keySet()))
                    .isEqualTo(List.copyOf(wallet.items().keySet()));
        }
    }

    @Test
    @Kills("keeps items that a wallet has no more")
    default void find_walletPutAgainWithOtherItems_isAsPutLast() {
        try (Stage stage = Stage.open(this)) {
            Wallet first = stage.facts.wallet(stage.facts.walletId(), stage.key.tenant(), stage.key.owner());
            Wallet second = with(first, Wallet.Status.ACTIVE, stage.facts.ed25519Item("kid_other"));
            Wallet empty = with(second, Wallet.Status.CLOSED);
            for (Wallet wallet : List.of(first, second, empty)) {
                put(stage, wallet);
                assertThat(stage.bench.wallets().find(first.id())).contains(wallet);
            }
        }
    }

    @Test
    @Kills("sorts by another alphabet")
    default void list_pages_haveEachWalletOnceByIdAscending() {
        try (Stage stage = Stage.open(this)) {
            TenantId tenant = stage.facts.tenantId();
            List<WalletId> ids = List.of("wlt_a-b", "wlt_a0", "wlt_a_b", "wlt_aa", "wlt_ab", "wlt_b").stream()
                    .map(WalletId::new)
                    .toList();
            for (WalletId id : ids.reversed()) {
                put(stage, stage.facts.wallet(id, tenant, stage.facts.owner()));
            }
            put(stage, stage.facts.wallet(new WalletId("wlt_a1"), stage.key.tenant(), stage.key.owner()));
            List<Wallet> found = new ArrayList<>();
            List<Wallet> page = stage.bench.wallets().list(Optional.of(tenant), Optional.empty(), 4);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(4);
                found.addAll(page);
                assertThat(found).hasSizeLessThanOrEqualTo(6);
                page = stage.bench
                        .wallets()
                        .list(Optional.of(tenant), Optional.of(found.getLast().id()), 4);
            }
            assertThat(found).extracting(Wallet::id).isEqualTo(ids);
            assertThat(found)
                    .allSatisfy(wallet ->
                            assertThat(stage.bench.wallets().find(wallet.id())).contains(wallet));
        }
    }

    @Test
    @Kills("lists one tenant's wallets for all")
    default void list_ofAllTenants_hasAll() {
        try (Stage stage = Stage.open(this)) {
            List<Wallet> wallets = new ArrayList<>();
            for (String id : List.of("wlt_1", "wlt_2", "wlt_3")) {
                Wallet wallet = stage.facts.wallet(new WalletId(id), stage.facts.tenantId(), stage.facts.owner());
                wallets.add(wallet);
                put(stage, wallet);
            }
            assertThat(stage.bench.wallets().list(Optional.empty(), Optional.empty(), 10))
                    .isEqualTo(wallets);
            assertThat(stage.bench
                            .wallets()
                            .list(
                                    Optional.empty(),
                                    Optional.of(wallets.getFirst().id()),
                                    1))
                    .containsExactly(wallets.get(1));
            assertThat(stage.bench.wallets().list(Optional.of(stage.facts.tenantId()), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    @Kills("counts active secrets alone")
    default void secretsInUse_walletsOfAllStates_hasEverySecretThatAnItemNames() {
        try (Stage stage = Stage.open(this)) {
            assertThat(stage.bench.wallets().secretsInUse()).isEmpty();
            Wallet closed = stage.facts.wallet(stage.facts.walletId(), stage.key.tenant(), stage.key.owner());
            WalletItem retired = new WalletItem.ProviderKey(
                    new Kid("kid_old"),
                    "openai",
                    Optional.of(stage.facts.secretRef()),
                    List.of(),
                    WalletItem.Status.RETIRED,
                    1,
                    stage.facts.now(),
                    Optional.empty());
            closed = with(closed, Wallet.Status.CLOSED, stage.facts.ed25519Item("kid_one"), retired);
            Wallet active = stage.facts.wallet(stage.facts.walletId(), stage.facts.tenantId(), stage.facts.owner());
            put(stage, closed);
            put(stage, active);
            Set<SecretRef> expected = List.of(closed, active).stream()
                    .flatMap(wallet -> wallet.items().values().stream())
                    .flatMap(item -> item.secret().stream())
                    .collect(Collectors.toSet());
            assertThat(expected).hasSize(4);
            assertThat(stage.bench.wallets().secretsInUse()).isEqualTo(expected);
        }
    }
}
