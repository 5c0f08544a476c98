package io.cofre.domain.ledger;

import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.WalletId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that the first start gives, and those derived from a tenant's. */
public final class SystemNames {
    public static final TenantId SYSTEM = new TenantId("system");
    public static final TenantId DEFAULT = new TenantId("default");
    public static final OwnerId SYSTEM_OWNER = new OwnerId("system");

    /**
     * Holds R, the system's root key. Apart from {@code wlt_system_root}, which is the root of tenant {@code system} as
     * of any other.
     */
    public static final WalletId ROOT_WALLET = new WalletId("wlt_root");

    public static final WalletId SERVICE_WALLET = new WalletId("wlt_system_service");
    public static final WalletId PLATFORM_WALLET = new WalletId("wlt_system_platform");
    public static final Kid ROOT_KID = new Kid("kid_root");
    public static final Kid SERVICE_KID = new Kid("kid_service");
    public static final Kid MAIN_KID = new Kid("kid_ed25519_main");

    /** In the order of refs, every pepper comes right after it. */
    public static final SecretRef BEFORE_PEPPERS = new SecretRef("vlt_pepper_v");

    private static final Pattern PEPPER = Pattern.compile(BEFORE_PEPPERS + "([1-9][0-9]{0,3})");

    public static final SpanId MANIFEST = SpanId.of("00000000-0000-4000-8000-0000000000aa");
    public static final SpanId WELCOME_MESSAGE = SpanId.of("00000000-0000-4000-8000-000000000101");

    private SystemNames() {}

    /** The wallet of a tenant's root key T, used by the service for that tenant's admins. */
    public static WalletId rootWallet(TenantId tenant) {
        return new WalletId("wlt_" + tenant + "_root");
    }

    /** The ref of a pepper's version. */
    public static SecretRef pepper(int version) {
        return new SecretRef(BEFORE_PEPPERS.value() + version);
    }

    /** The version of the pepper that a ref names; empty where it names none. */
    public static Optional<Integer> pepperVersion(SecretRef ref) {
        Matcher matcher = PEPPER.matcher(ref.value());
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** Whether a wallet is the service's own: nobody registers keys in it or is issued a key for it. */
    public static boolean ownWallet(WalletId wallet, TenantId tenant) {
        return wallet.equals(ROOT_WALLET) || wallet.equals(SERVICE_WALLET) || wallet.equals(rootWallet(tenant));
    }
}
