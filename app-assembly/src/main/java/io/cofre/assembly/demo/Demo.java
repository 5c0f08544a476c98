package io.cofre.assembly.demo;

import io.cofre.assembly.cli.Api;
import io.cofre.assembly.cli.Exit;
import io.cofre.assembly.cli.Stop;
import io.cofre.assembly.cli.Terminal;
import io.cofre.assembly.cli.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** {@code cofre demo}: the seed's smoke test (its section 7) against a service that runs. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demo() {}

    /**
     * What the demo works on.
     *
     * @param base of the service
     * @param admin a token with {@code platform.admin}
     * @param trustedRoots the key_ids that the ledger rests on
     */
    public record Given(URI base, Token admin, Set<String> trustedRoots) {
        public Given {
            trustedRoots = Set.copyOf(trustedRoots);
        }
    }

    /**
     * Walks the smoke test and prints it.
     *
     * @return 0 if all held, else 1: an exit status
     */
    public static int run(Given given, Terminal terminal) {
        Sheet sheet = new Sheet(terminal);
        Tally tally = new Tally(sheet);
        sheet.line(sheet.paint().strong("Cofre demo") + " against " + given.base());
        sheet.text(
                "Each step is a request over HTTP. Each span that it leaves is fetched again and verified by a second"
                        + " implementation, which shares no code with the service: RFC 8785, BLAKE3, Ed25519, and the chain"
                        + " of keys up to the trusted root.");
        Api api = new Api(given.base(), Optional.empty(), PATIENCE);
        try {
            new Walk(api, given, sheet, tally, Instant.now()).all();
        } catch (Stop stop) {
            tally.broken(String.valueOf(stop.getMessage()));
        }
        tally.summary();
        return tally.allHeld() ? Exit.OK : Exit.REFUSED;
    }
}
