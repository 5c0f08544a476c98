package io.cofre.http.exchange;

import java.util.Optional;

/**
 * What a request says before its body.
 *
 * @param method upper case, as sent
 * @param path as sent, without query, not decoded
 * @param query as sent, without its question mark
 * @param peer the address that the connection came from, without port
 * @param secure whether the connection is TLS
 */
public record Head(String method, String path, Optional<String> query, Headers headers, String peer, boolean secure) {
    /** The request target exactly as sent. */
    public String pathWithQuery() {
        return query.map(text -> path + "?" + text).orElse(path);
    }
}
