package io.cofre.domain.usecase;

import io.cofre.ports.provider.ProviderSink;

/** Keeps what a provider says; nobody ever goes away. */
final class Collected implements ProviderSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void text(String piece) {
        text.append(piece);
    }

    @Override
    public void onAbandoned(Runnable abort) {}

    @Override
    public boolean abandoned() {
        return false;
    }

    String collected() {
        return text.toString();
    }
}
