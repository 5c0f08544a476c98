package io.cofre.http.routes;

import io.cofre.http.json.Schema;

/** Shapes that several resources share. */
final class Shapes {
    static final Schema.Str WALLET_ID = Schema.text(100);
    static final Schema.Str TENANT_ID = Schema.text(100);
    static final Schema.Str OWNER_ID = Schema.text(200);
    static final Schema.Str KID = Schema.text(100);
    static final Schema.Str HASH = new Schema.Str(67, 67, "^b3:[0-9a-f]{64}$", "");
    static final Schema.Str TRACE_ID = new Schema.Str(32, 32, "^[0-9a-f]{32}$", "");
    static final Schema.Int EPOCH = Schema.whole(0, Long.MAX_VALUE);
    static final Schema.Int POSITION = Schema.whole(0, Long.MAX_VALUE);
    static final Schema.Arr SCOPES = Schema.array(Schema.text(200), 100);
    static final Schema.Str REASON = Schema.text(200);

    private Shapes() {}

    /** A page of things. */
    static Schema page(String plural, Schema each) {
        return Schema.object()
                .with(plural, Schema.array(each, 1000), "")
                .with("next_cursor", Schema.orNull(Schema.text(300)), "for the next page; null on the last");
    }

    /** The query of a list. */
    static Schema.Obj paging(Schema.Obj filters) {
        return filters.maybe("limit", Schema.whole(1, 1000), "how many at most; 50 where none is given")
                .maybe("cursor", Schema.text(300), "next_cursor of the page before");
    }
}
