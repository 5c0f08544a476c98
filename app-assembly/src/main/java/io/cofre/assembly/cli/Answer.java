package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What came back, as it was sent.
 *
 * @param text the body
 * @param retryAfter the header's value
 */
public record Answer(int status, String text, Optional<String> retryAfter) {
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /**
     * The body's tree.
     *
     * @throws Stop where the body is no JSON
     */
    public JsonNode json() {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new Stop(
                    Exit.UNEXPECTED,
                    "the answer (status " + status + ") is not JSON",
                    List.of("Is there another service at this address? --url names Cofre's; cofre profile show tells"
                            + " the one in use."));
        }
    }
}
