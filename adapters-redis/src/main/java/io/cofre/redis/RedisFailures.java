package io.cofre.redis;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.Set;

/**
 * Turns the client's errors into the ports' own; the only class that knows them. Adapters hand it any unchecked
 * exception: besides the client's own families, one that was shut down passes on those of its network library.
 */
final class RedisFailures {
    /** First words of answers by which a server says that it cannot just now. */
    private static final Set<String> NOT_NOW = Set.of(
            "LOADING", "BUSY", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "OOM", "MISCONF", "NOREPLICAS");

    private RedisFailures() {}

    /** For what may be done twice without harm: a command that was sent and not answered counts as not done. */
    static PortFailure ofRepeatable(String doing, RuntimeException e) {
        return e instanceof RedisCommandExecutionException answer
                ? ofAnswer(doing, answer)
                : new PortFailure.Unavailable(Dependency.EXCHANGE, "Redis is not reachable (" + doing + ")", e);
    }

    /** For what must not be taken as not done: a command that was sent and not answered may still be carried out. */
    static PortFailure ofOnce(String doing, RuntimeException e) {
        return e instanceof RedisCommandTimeoutException
                ? new PortFailure.OutcomeUnknown(Dependency.EXCHANGE, "Redis did not answer in time (" + doing + ")", e)
                : ofRepeatable(doing, e);
    }

    private static PortFailure ofAnswer(String doing, RedisCommandExecutionException e) {
        String message = String.valueOf(e.getMessage());
        int space = message.indexOf(' ');
        boolean later = NOT_NOW.contains(space < 0 ? message : message.substring(0, space));
        return later
                ? new PortFailure.Unavailable(Dependency.EXCHANGE, "Redis cannot just now (" + doing + ")", e)
                : new PortFailure.Rejected("Redis refuses (" + doing + "); look at its rights and its version", e);
    }
}
