package io.cofre.testkit.memory;

import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Wallet sessions in memory. */
public final class InMemoryWalletSessions implements WalletSessions {
    private final Map<String, Kept> sessions = new HashMap<>();

    private record Kept(WalletSession session, Optional<Request> request) {
        private boolean answers(WalletSession other, Request again, Instant now) {
            return session.tenant().equals(other.tenant())
                    && session.wallet().equals(other.wallet())
                    && request.filter(first -> first.value().equals(again.value()))
                            .filter(first -> !first.until().isBefore(now))
                            .isPresent();
        }

        private boolean isOver(Instant before) {
            return session.exp().isBefore(before)
                    && request.filter(first -> !first.until().isBefore(before)).isEmpty();
        }
    }

    @Override
    public synchronized void open(WalletSession session) {
        sessions.put(session.hash(), new Kept(session, Optional.empty()));
    }

    @Override
    public synchronized Optional<Earlier> openOnce(WalletSession session, Request request, Instant now) {
        for (Kept kept : sessions.values()) {
            if (kept.answers(session, request, now)) {
                return kept.request()
                        .map(first ->
                                new Earlier(first.bodyHash(), kept.session().exp()));
            }
        }
        sessions.put(session.hash(), new Kept(session, Optional.of(request)));
        return Optional.empty();
    }

    @Override
    public synchronized Optional<WalletSession> find(String hash) {
        return Optional.ofNullable(sessions.get(hash)).map(Kept::session);
    }

    @Override
    public synchronized int sweep(Instant before) {
        int all = sessions.size();
        sessions.values().removeIf(kept -> kept.isOver(before));
        return all - sessions.size();
    }
}
