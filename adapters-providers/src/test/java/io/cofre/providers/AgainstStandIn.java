package io.cofre.providers;

import io.cofre.ports.provider.ProviderOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Calls of providers that a stand-in answers over real HTTP. */
abstract class AgainstStandIn {
    static final Duration AMPLE = Duration.ofSeconds(20);
    static final List<String> PIECES = List.of("ol\u00e1 ", "\ud83c\udf0d\u65e5\u672c", " \"fim\"\n");
    static final String TEXT = String.join("", PIECES);

    final StandIn standIn = new StandIn();
    final CollectingSink sink = new CollectingSink();

    @AfterEach
    void stop() {
        standIn.close();
    }

    ProviderOutcome call(Vendor vendor, boolean stream) {
        return Calls.invoke(vendor.at(standIn.port()), Calls.call(stream, AMPLE), sink);
    }
}
