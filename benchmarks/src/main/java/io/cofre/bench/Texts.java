package io.cofre.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What is sent and hashed: spans of about one KiB, each another. */
final class Texts {
    static final String TENANT = "bench";
    static final String WALLET = "wlt_bench_ana";
    static final String OWNER = "ana@bench";
    static final String KID = "kid_ed25519_main";

    private static final String PROSE =
            "O café da manhã é servido das sete às dez; \\\"espresso\\\" curto, sem açúcar. ".repeat(6);

    private Texts() {}

    /** An unsigned span whose canonical form is 1,024 bytes long, give or take 40. */
    static String span(UUID id, Instant at) {
        return """
                {"id":"%s","seq":0,"entity_type":"note","who":"wallet:%s","this":"note.written","did":"wrote",\
                "at":"%s","tenant_id":"%s","owner_id":"%s","visibility":"private","status":"active",\
                "trace_id":"4bf92f3577b34da6a3ce929d0e0e4736",\
                "content":{"text":"%s","mood":"calm","pages":12,"ratio":0.625,"tags":["a","b","c"],\
                "nested":{"deep":[1,2,3],"flag":true,"none":null}},\
                "metadata":{"source":"benchmark","version":3,"weights":[0.1,0.25,1e21]}}""".formatted(id, WALLET, at.truncatedTo(ChronoUnit.MILLIS).toString(), TENANT, OWNER, PROSE);
    }
}
