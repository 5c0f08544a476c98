package io.cofre.domain.usecase;

import io.cofre.ports.provider.ProviderSink;

/** Passes a provider's text on and keeps it, for the span of a call that comes to no whole answer. */
final class Delivery implements ProviderSink {
    private final ProviderSink to;
    private final StringBuilder text = new StringBuilder();

    Delivery(ProviderSink to) {
        this.to = to;
    }

    /** All that the provider has said; for the thread that called it. */
    String text() {
        return text.toString();
    }

    @Override
    public void text(String piece) {
        text.append(piece);
        to.text(piece);
    }

    @Override
    public void onAbandoned(Runnable abort) {
        to.onAbandoned(abort);
    }

    @Override
    public boolean abandoned() {
        return to.abandoned();
    }
}
