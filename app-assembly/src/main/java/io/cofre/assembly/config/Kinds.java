package io.cofre.assembly.config;

import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class Kinds {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern DATABASE_USER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");
    /** What the resource of a scope can name. */
    private static final Pattern MODEL = Pattern.compile("(?=.{1,128}$)[A-Za-z0-9._:@-]+(/[A-Za-z0-9._:@-]+)*");

    private static final Pattern MODELS = Pattern.compile("(?=.{1,128}$)[A-Za-z0-9._:@-][A-Za-z0-9._:@/-]*[*]?");

    private Kinds() {}

    static Kind<Integer> whole(int least, int most) {
        return Kind.of(least + " to " + most, text -> {
            if (!text.matches("-?[0-9]{1,10}")) {
                throw new IllegalArgumentException("is no whole number");
            }
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("is out of range");
            }
            return (int) number;
        });
    }

    /** The constants of an enum, in lower case with hyphens. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return Kind.of(
                all.stream().map(Kinds::wire).collect(Collectors.joining(" or ")),
                text -> all.stream()
                        .filter(one -> wire(one).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("is none of them")),
                Kinds::wire);
    }

    static Kind<List<Role>> roles() {
        Kind<Role> one = choice(Role.class);
        return Kind.of(
                "one or more of " + one.allowed().replace(" or ", ", ") + ", with commas between",
                text -> list(text, one.parse()).stream().distinct().sorted().toList(),
                roles -> roles.stream().map(Kinds::wire).collect(Collectors.joining(",")));
    }

    static Kind<Path> path() {
        return Kind.of("a path; a relative one is taken from the working directory", Kinds::pathOf);
    }

    static Kind<SecretSource> secretSource() {
        return Kind.of(
                "a file's path (mode 0600), or env:NAME for a variable of the environment",
                text -> {
                    if (!text.startsWith("env:")) {
                        return new SecretSource.InFile(pathOf(text));
                    }
                    String name = text.substring("env:".length());
                    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                        throw new IllegalArgumentException("names no variable after env:");
                    }
                    return new SecretSource.InEnvironment(name);
                },
                SecretSource::toString);
    }

    static Kind<String> host() {
        return Kind.of("a host name or an address of this machine; 0.0.0.0 for all", text -> {
            if (!HOST.matcher(text).matches()) {
                throw new IllegalArgumentException("is no host name and no address");
            }
            return text;
        });
    }

    /** An absolute http or https address without user, query and fragment, and without a slash at its end. */
    static Kind<URI> webAddress(boolean originOnly) {
        String allowed = originOnly ? "http://HOST[:PORT] or https://HOST[:PORT]" : "http://… or https://…";
        return Kind.of(allowed, text -> webAddress(text, originOnly));
    }

    static Kind<List<URI>> origins() {
        return Kind.of(
                "origins (https://HOST[:PORT]) with commas between",
                text -> list(text, one -> webAddress(one, true)),
                origins -> origins.stream().map(URI::toString).collect(Collectors.joining(",")));
    }

    static Kind<List<AddressRange>> addressRanges() {
        return Kind.of(
                "addresses or ranges (10.0.0.0/8, ::1) with commas between",
                text -> list(text, AddressRange::parse),
                ranges -> ranges.stream().map(AddressRange::toString).collect(Collectors.joining(",")));
    }

    static Kind<String> jdbcUrl() {
        return Kind.of("jdbc:postgresql://HOST[:PORT]/DATABASE[?…], without user and password", text -> {
            if (!text.startsWith("jdbc:postgresql://") || text.contains("@")) {
                throw new IllegalArgumentException("is no such address");
            }
            if (text.toLowerCase(Locale.ROOT).matches(".*[?&](user|password|sslpassword)=.*")) {
                throw new IllegalArgumentException("holds a user or a password, which have settings of their own");
            }
            return text;
        });
    }

    static Kind<URI> redisUrl() {
        return Kind.of("redis://HOST[:PORT][/DATABASE] or rediss://…, without a password", text -> {
            URI uri = uri(text);
            if (!List.of("redis", "rediss").contains(uri.getScheme()) || uri.getHost() == null) {
                throw new IllegalArgumentException("is no such address");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException("holds more; a password belongs into redis.password_file");
            }
            return uri;
        });
    }

    static Kind<String> databaseUser() {
        return matching(DATABASE_USER, "a user name of lower-case letters, digits and _");
    }

    static Kind<String> model() {
        return matching(MODEL, "a model's name");
    }

    static Kind<List<String>> models() {
        return Kind.of(
                "models' names, or prefixes before *, with commas between",
                text -> list(text, one -> {
                    if (!MODELS.matcher(one).matches()) {
                        throw new IllegalArgumentException("has one that is neither a name nor a prefix before *");
                    }
                    return one;
                }),
                models -> String.join(",", models));
    }

    /** How a thing is called among others of its kind. */
    static Kind<String> name() {
        return matching(NAME, "a name of letters, digits and ._:@-");
    }

    static Kind<Kid> kid() {
        return Kind.of("a kid: letters, digits and _.:@-, at most 64", Kid::new);
    }

    /** Root keys by their own bytes: the key id follows from them. */
    static Kind<Map<KeyId, PublicKey>> roots() {
        return Kind.of(
                "Ed25519 public keys, 64 hex digits each, with commas between (cofre trust list shows them)",
                text -> {
                    Map<KeyId, PublicKey> roots = new LinkedHashMap<>();
                    for (PublicKey key : list(text, Kinds::publicKey)) {
                        roots.put(SpanSigning.keyId(key), key);
                    }
                    return Map.copyOf(roots);
                },
                roots -> roots.values().stream().map(PublicKey::hex).sorted().collect(Collectors.joining(",")));
    }

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static PublicKey publicKey(String text) {
        return PublicKey.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        text.startsWith("did:")
                                ? "holds a key id, from which the public key cannot be had"
                                : "holds something that is no public key"));
    }

    private static Kind<String> matching(Pattern pattern, String allowed) {
        return Kind.of(allowed, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("is none");
            }
            return text;
        });
    }

    private static <T> List<T> list(String text, Function<String, T> one) {
        List<T> all = new ArrayList<>();
        if (text.isBlank()) {
            return all;
        }
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("has nothing between two commas");
            }
            all.add(one.apply(part.strip()));
        }
        return List.copyOf(all);
    }

    private static Path pathOf(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path", e);
        }
    }

    private static URI webAddress(String text, boolean originOnly) {
        URI uri = uri(text);
        if (!List.of("http", "https").contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("is no http or https address");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("holds a user, a query or a fragment");
        }
        if (text.endsWith("/")) {
            throw new IllegalArgumentException("ends with a slash");
        }
        if (originOnly && !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("has a path");
        }
        return uri;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address", e);
        }
    }
}
