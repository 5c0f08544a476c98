package io.cofre.domain.auth;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.span.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request says of its sender. Holds a credential: never printed.
 *
 * @param claimedTenant {@code X-Tenant-Id}, as sent
 * @param claimedUser {@code X-User-Id}, as sent
 * @param address of the peer, or as a trusted proxy names it
 * @param traceId 32 hex digits
 */
public record Presented(
        Credential credential,
        Optional<String> claimedTenant,
        Optional<String> claimedUser,
        String address,
        String traceId) {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9:._@-]{1,100}");

    /** Empty where what is claimed goes with the principal's tenant. */
    public Optional<Problem> claims(TenantId tenant) {
        if (claimedTenant.filter(claimed -> !claimed.equals(tenant.value())).isPresent()) {
            return Optional.of(Problem.of(
                    Code.AUTH_TENANT_MISMATCH,
                    "X-Tenant-Id is not this credential's tenant; leave it out or send " + tenant + "."));
        }
        return claimedUser.filter(user -> !USER.matcher(user).matches()).isPresent()
                ? Optional.of(
                        Problem.of(Code.REQUEST_FIELD_INVALID, "X-User-Id does not match " + USER.pattern() + "."))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Presented[" + address + "]";
    }
}
