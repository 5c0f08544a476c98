package io.cofre.ports.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A well-formed grant (spec 01, "Scopes"): an action, or an action and a resource after the first {@code :}. What it
 * grants is for {@code domain.auth} to say. At most 200 characters. The same grammar serves a key's caps.
 */
public record Scope(String value) {
    private static final String SEGMENT = "[a-z][a-z0-9_]*";
    private static final String PART = "[A-Za-z0-9._:@-]+";
    private static final Pattern FORM =
            Pattern.compile(SEGMENT + "(\\." + SEGMENT + ")*(\\.\\*)?(:(\\*|" + PART + "(/" + PART + ")*(/\\*)?))?");
    private static final int MAX_LENGTH = 200;

    public Scope {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a scope: see the grammar in spec 01");
        }
    }

    /** Empty where the text is no scope: a lone {@code *}, {@code mem*}, {@code anthropic/cl*}, an empty part. */
    public static Optional<Scope> parse(String text) {
        return wellFormed(text) ? Optional.of(new Scope(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** What stands before the first {@code :}. */
    public String action() {
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** What stands after the first {@code :}. */
    public Optional<String> resource() {
        int colon = value.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(value.substring(colon + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
