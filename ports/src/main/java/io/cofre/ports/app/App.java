package io.cofre.ports.app;

import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A registered app.
 *
 * @param span the id of its {@code app_registration} span
 * @param granted what keys issued for it may hold at most
 * @param pending what it asked for and a tenant's admin has not approved
 * @param seq the version of its registration
 */
public record App(
        AppId id,
        TenantId tenant,
        OwnerId owner,
        SpanId span,
        String status,
        List<Scope> granted,
        List<Scope> pending,
        Instant registeredAt,
        long seq) {
    public App {
        granted = List.copyOf(granted);
        pending = List.copyOf(pending);
    }
}
