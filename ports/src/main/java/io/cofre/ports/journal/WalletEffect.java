package io.cofre.ports.journal;

import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.wallet.Wallet;

/** What {@code wallet} spans do. */
public sealed interface WalletEffect extends Effect {
    /** The row, items included, is from now on as given. */
    record Put(Wallet wallet, SpanVersion cause) implements WalletEffect {}
}
