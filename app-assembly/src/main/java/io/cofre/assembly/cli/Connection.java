package io.cofre.assembly.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the service is and what credential to send it. */
final class Connection {
    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final long PATIENCE_SECONDS = 60;

    private Connection() {}

    /** The API, with the token of {@code COFRE_TOKEN}, else of the profile. */
    static Api api(Terminal terminal, Given given) {
        Profile profile = Profile.read(Profile.path(terminal));
        Optional<Token> token = terminal.variable("COFRE_TOKEN").map(text -> Token.of(text, "COFRE_TOKEN"));
        if (token.isEmpty()) {
            token = profile.token();
        }
        if (token.isEmpty()) {
            throw new Stop(
                    Exit.NOT_AUTHORIZED,
                    "there is no token",
                    List.of(
                            "For this shell: read -rs COFRE_TOKEN && export COFRE_TOKEN",
                            "For good, in " + Profile.path(terminal) + ": cofre profile save"));
        }
        URI base = base(given.maybe("--url").or(profile::url).orElse(DEFAULT_URL), given.flag("--plain-http"));
        return new Api(base, token, Duration.ofSeconds(given.number("--timeout").orElse(PATIENCE_SECONDS)));
    }

    /**
     * An address to which a token may go.
     *
     * @param plain whether it may go unencrypted to another machine
     */
    static URI base(String url, boolean plain) {
        URI uri;
        try {
            uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (URISyntaxException e) {
            throw unusable(url);
        }
        String scheme = uri.getScheme();
        if (scheme == null
                || !Set.of("http", "https").contains(scheme)
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            throw unusable(url);
        }
        if (scheme.equals("http") && !plain && !THIS_MACHINE.contains(uri.getHost())) {
            throw new Stop(
                    Exit.USAGE,
                    "the token would go to " + uri.getHost() + " unencrypted",
                    "Use https://, or, in a network that you trust, add --plain-http.");
        }
        return uri;
    }

    private static Stop unusable(String url) {
        return new Stop(
                Exit.USAGE,
                "no address of a service: " + Width.shown(url),
                "An address is http://HOST:PORT or https://HOST, without a token and without a query.");
    }
}
