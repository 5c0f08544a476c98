package io.cofre.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The rows of all that is stored: one embedded node in this process, its load and its references in the same run. The
 * argument is an empty directory for its data.
 */
public final class Storage {
    private Storage() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Files.createDirectories(data);
        try (InvokeRows provider = new InvokeRows();
                BenchNode node = BenchNode.start(
                        data,
                        Map.of(
                                "cofre.providers.standin.api",
                                "openai",
                                "cofre.providers.standin.base_url",
                                provider.baseUrl()));
                BareTable bare = new BareTable(node.owner());
                LedgerRows ledger = new LedgerRows(node, new SignedSpans(node), bare)) {
            ledger.print();
            provider.print(node, ledger);
            new MemoryRows(node).print(ledger);
        }
    }
}
