package io.cofre.domain.usecase;

import io.cofre.domain.token.ApiToken;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import java.util.Optional;

/**
 * An API key that was just made. The token is shown this once.
 *
 * @param token hides itself; {@code reveal} it into the one answer
 * @param replaced the key whose place it took
 */
public record IssuedKey(ApiToken token, TokenRecord record, Optional<TokenHash> replaced) {
    static IssuedKey of(TokenMint.Minted minted) {
        return new IssuedKey(minted.token(), minted.entry().record(), Optional.empty());
    }

    static IssuedKey instead(TokenMint.Minted minted, TokenHash former) {
        return new IssuedKey(minted.token(), minted.entry().record(), Optional.of(former));
    }
}
