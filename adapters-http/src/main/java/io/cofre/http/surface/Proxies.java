package io.cofre.http.surface;

import io.cofre.http.exchange.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request came from. An address that a header names counts only where a trusted proxy sent the header
 * ({@code Forwarded}, RFC 7239; {@code X-Forwarded-For}).
 *
 * @param trusted whether an address, as the connection's peer shows it, is one of a trusted proxy
 */
public record Proxies(Predicate<String> trusted) {
    private static final Pattern FOR =
            Pattern.compile("(?i)(?:^|[;,\\s])for=\"?\\[?([0-9A-Fa-f.:]+?)]?(?::[0-9]+)?\"?(?=$|[;,\\s])");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    /** These and no others. */
    public Proxies(Set<String> addresses) {
        this(Set.copyOf(addresses)::contains);
    }

    /** The nearest address that is no trusted proxy. */
    public String client(Head head) {
        String nearest = head.peer();
        List<String> hops = hops(head);
        Collections.reverse(hops);
        for (String hop : hops) {
            if (!trusted.test(nearest) || !ADDRESS.matcher(hop).matches()) {
                return nearest;
            }
            nearest = hop;
        }
        return nearest;
    }

    private static List<String> hops(Head head) {
        List<String> hops = new ArrayList<>();
        List<String> forwarded = head.headers().all("Forwarded");
        if (!forwarded.isEmpty()) {
            Matcher matcher = FOR.matcher(String.join(",", forwarded));
            while (matcher.find()) {
                hops.add(matcher.group(1));
            }
            return hops;
        }
        for (String line : head.headers().all("X-Forwarded-For")) {
            for (String hop : line.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }
}
