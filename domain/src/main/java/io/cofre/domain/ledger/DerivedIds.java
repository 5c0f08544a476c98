package io.cofre.domain.ledger;

import io.cofre.domain.crypto.NameUuid;
import io.cofre.ports.app.AppId;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.wallet.WalletId;

/**
 * The ids that follow from names (spec 03: UUIDv5, RFC 9562 section 5.5, in the URL namespace). Because a thing's id
 * follows from its name, two things of one name cannot both be introduced: the second finds seq 0 taken.
 */
public final class DerivedIds {
    private DerivedIds() {}

    public static SpanId ofKey(KeyId key) {
        return derive(key.value());
    }

    public static SpanId ofTenant(TenantId tenant) {
        return derive("tenant:" + tenant);
    }

    public static SpanId ofWallet(WalletId wallet) {
        return derive("wallet:" + wallet);
    }

    /**
     * The id of an API key's spans.
     *
     * @param tokenHash the BLAKE3 of the token's hash, so that the span's id says nothing about either
     */
    public static SpanId ofApiKey(PayloadHash tokenHash) {
        return derive("api_key:" + tokenHash);
    }

    public static SpanId ofRedaction(SpanId memory) {
        return derive("redacted:" + memory);
    }

    /**
     * The id of one of the spans of an app's registration.
     *
     * @param part {@code app_registration}, {@code capability_grant}, {@code slo_spec}
     */
    public static SpanId ofApp(TenantId tenant, AppId app, String part) {
        return derive(part + ":" + tenant + "/" + app);
    }

    /** UUIDv5 of a name in the URL namespace. */
    public static SpanId derive(String name) {
        return new SpanId(NameUuid.inUrlNamespace(name));
    }
}
