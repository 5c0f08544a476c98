package io.cofre.testkit.memory;

import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Wallet sessions in memory. */
public final class InMemoryWalletSessions implements WalletSessions {
    private final Map<String, WalletSession> sessions = new ConcurrentHashMap<>();

    @Override
    public void open(WalletSession session) {
        sessions.put(session.hash(), session);
    }

    @Override
    public Optional<WalletSession> find(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    @Override
    public int sweep(Instant before) {
        int swept = 0;
        for (WalletSession session : List.copyOf(sessions.values())) {
            if (session.exp().isBefore(before) && sessions.remove(session.hash(), session)) {
                swept++;
            }
        }
        return swept;
    }
}
