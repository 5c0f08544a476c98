package io.cofre.providers;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Where and how a provider is called.
 *
 * @param name the provider's name in the configuration
 * @param baseUrl as the vendor's own client takes it: OpenAI's with {@code /v1}, Anthropic's without
 * @param connectTimeout how long connecting may take, TLS among it
 * @param silence how long the provider may say nothing
 * @param mostAnswerBytes how long an answer may be, headers among it
 */
public record ProviderSettings(
        String name, URI baseUrl, Duration connectTimeout, Duration silence, long mostAnswerBytes) {
    public ProviderSettings {
        boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
        if (!web
                || baseUrl.getHost() == null
                || baseUrl.getUserInfo() != null
                || baseUrl.getQuery() != null
                || baseUrl.getFragment() != null) {
            throw new IllegalArgumentException("providers." + name
                    + ".base_url must be http:// or https:// with a host and perhaps a port and a path");
        }
        if (!connectTimeout.isPositive() || !silence.isPositive() || mostAnswerBytes < 1) {
            throw new IllegalArgumentException("the limits of the provider " + name + " must be above zero");
        }
    }

    /** With 5 s to connect, 120 s of silence and 16 MiB of answer. */
    public static ProviderSettings of(String name, String baseUrl) {
        try {
            return new ProviderSettings(
                    name, new URI(baseUrl), Duration.ofSeconds(5), Duration.ofSeconds(120), 16L << 20);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("providers." + name + ".base_url is no URL: " + e.getReason(), e);
        }
    }

    boolean tls() {
        return "https".equals(baseUrl.getScheme());
    }

    int port() {
        if (baseUrl.getPort() != -1) {
            return baseUrl.getPort();
        }
        return tls() ? 443 : 80;
    }

    /** The address of a path under the base. */
    URI at(String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
