package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.ports.PortFailure;
import io.cofre.ports.app.App;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.token.Scope;
import java.util.Collection;
import java.util.List;

/** What stands in the {@code content} of an app's {@code capability_grant} span (spec 04, "app.register"). */
public final class GrantContent {
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 64);
    private static final String APPROVED = "approved_caps";

    private GrantContent() {}

    /**
     * An app's grants.
     *
     * @param approved those of the granted that an administrator approved
     */
    public static JsonObject of(App app, Collection<Scope> approved) {
        return Records.appContent(app).with(APPROVED, Drafts.texts(approved));
    }

    /** What an administrator approved, read back. */
    public static List<Scope> approved(CanonicalBytes span) {
        if (JsonReader.readStored(span.bytes(), LIMITS) instanceof JsonParse.Parsed(JsonObject whole)
                && whole.find("content").orElse(JsonObject.EMPTY) instanceof JsonObject content) {
            return new Content(content).texts(APPROVED).stream().map(Scope::new).toList();
        }
        throw new PortFailure.Corrupt("The stored bytes of a capability_grant span are none.");
    }
}
