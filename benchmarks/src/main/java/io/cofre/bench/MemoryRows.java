package io.cofre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Memories over HTTP: how fast they are written, and found among 100,000. */
final class MemoryRows {
    private static final int ROUNDS = 6;
    private static final int MEMORIES = 100_000;
    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 10;
    private static final long SEED = 20_261_122;
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "bra", "cle", "tri"
    };

    private final BenchNode node;
    private final Random random = new Random(SEED);
    private final List<String> vocabulary = new ArrayList<>();
    private int written;

    MemoryRows(BenchNode node) {
        this.node = node;
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            for (int left = i + 400; left > 0; left /= SYLLABLES.length) {
                word.append(SYLLABLES[left % SYLLABLES.length]);
            }
            vocabulary.add(word.toString());
        }
    }

    void print(LedgerRows ledger) {
        add(64, 500);
        System.out.println(Turns.measure(
                        "POST /cli/memory.add, one caller, beside the rate of lone commits",
                        "calls/s",
                        ROUNDS,
                        0.5,
                        true,
                        () -> add(1, 300),
                        () -> ledger.crowd(1, 300))
                .line());
        System.out.println(Turns.measure(
                        "POST /cli/memory.add, 64 callers, beside the journal's 64",
                        "calls/s",
                        ROUNDS,
                        0.5,
                        true,
                        () -> add(64, 2_000),
                        () -> ledger.crowd(64, 2_000))
                .line());
        while (written < MEMORIES) {
            add(64, 5_000);
            System.err.println("  " + written + " memories");
        }
        search();
    }

    private double add(int callers, int count) {
        List<byte[]> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            requests.add(Wire.post("/cli/memory.add", node.key(), memory()));
        }
        written += count;
        List<Wire> wires = new ArrayList<>();
        Supplier<Consumer<byte[]>> caller = () -> {
            Wire wire = node.wire();
            wires.add(wire);
            return wire::call;
        };
        try {
            return Callers.rate(callers, requests, caller);
        } finally {
            wires.forEach(Wire::close);
        }
    }

    private String memory() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(word()).append(' ');
        }
        return "{\"content\":\"%s\",\"layer\":\"permanent\",\"tags\":[\"%s\"]}"
                .formatted(
                        random.nextInt(5) == 0 ? text + "café" : text.toString().strip(), word());
    }

    /** Some words are in many memories, most in few. */
    private String word() {
        return vocabulary.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 3)));
    }

    private void search() {
        List<String> rare = new ArrayList<>();
        List<String> mistyped = new ArrayList<>();
        List<String> two = new ArrayList<>();
        List<String> common = List.of("café", "cafe", "Cafés", "o café", "cafe bom");
        for (int i = 0; i < 10; i++) {
            rare.add(vocabulary.get(VOCABULARY - 1 - 97 * i));
            String right = vocabulary.get(VOCABULARY - 50 - 89 * i);
            mistyped.add(right.substring(0, 2) + "q" + right.substring(3));
            if (i < 5) {
                two.add(vocabulary.get(15_000 + 61 * i) + " " + vocabulary.get(9_000 + 67 * i));
            }
        }
        List<String> mixed = new ArrayList<>(rare);
        mixed.addAll(mistyped);
        mixed.addAll(two);
        try (Wire wire = node.wire()) {
            p50(wire, mixed);
            printSearch("memory search among 100,000: rare, mistyped, two words; p50", p50(wire, mixed), 20);
            printSearch("the same: rare alone", p50(wire, rare), 20);
            printSearch("the same: mistyped alone", p50(wire, mistyped), 20);
            printSearch("the same: two words alone", p50(wire, two), 20);
            printSearch("memory search: words in a fifth of them; p50", p50(wire, common), 60);
        }
    }

    private static void printSearch(String figure, double millis, int goal) {
        System.out.println(String.format(
                java.util.Locale.ROOT,
                "| %s | %.1f ms | | | under %d ms | %s |",
                figure,
                millis,
                goal,
                millis < goal ? "reached" : "**missed**"));
    }

    private double p50(Wire wire, List<String> queries) {
        int repeats = 8;
        long[] took = new long[queries.size() * repeats];
        int at = 0;
        for (int i = 0; i < repeats; i++) {
            for (String query : queries) {
                byte[] request =
                        Wire.post("/cli/memory.search", node.key(), "{\"query\":\"" + query + "\",\"limit\":10}");
                long begun = System.nanoTime();
                wire.call(request);
                took[at++] = System.nanoTime() - begun;
            }
        }
        return Turns.median(took) / Seconds.NANOS_A_MILLI;
    }
}
