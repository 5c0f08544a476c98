package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file that keeps an address and a token: JSON with {@code url} and {@code token}, readable by its owner alone.
 *
 * @param url of the service
 * @param token to send
 */
record Profile(Optional<String> url, Optional<Token> token) {
    static final Profile EMPTY = new Profile(Optional.empty(), Optional.empty());

    private static final Set<String> MEMBERS = Set.of("url", "token");

    /** {@code COFRE_PROFILE}, else the file in the user's configuration. */
    static Path path(Terminal terminal) {
        return terminal.variable("COFRE_PROFILE")
                .map(Path::of)
                .orElseGet(() -> terminal.home().resolve(".config/cofre/profile.json"));
    }

    /**
     * Reads the profile; a file that is not there is an empty one.
     *
     * @throws Stop where others may read the file, or it is not a profile
     */
    static Profile read(Path path) {
        if (!Files.exists(path)) {
            return EMPTY;
        }
        SecretFiles.refuseWide(path);
        JsonNode json = json(path);
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!MEMBERS.contains(member.getKey()) || !member.getValue().isTextual()) {
                throw unusable(path, "the member " + member.getKey() + " is none of url and token, each a string");
            }
        }
        return new Profile(
                Optional.ofNullable(json.get("url")).map(JsonNode::textValue),
                Optional.ofNullable(json.get("token"))
                        .map(token -> Token.of(token.textValue(), "the profile " + path)));
    }

    /** The token's own text, to be written again. */
    static Optional<String> secret(Path path) {
        return Files.exists(path)
                ? Optional.ofNullable(json(path).get("token")).map(JsonNode::textValue)
                : Optional.empty();
    }

    private static JsonNode json(Path path) {
        try {
            JsonNode json = Json.read(Files.readString(path));
            if (!json.isObject()) {
                throw unusable(path, "it is no JSON object");
            }
            return json;
        } catch (IOException e) {
            throw unusable(path, String.valueOf(e.getMessage()));
        }
    }

    private static Stop unusable(Path path, String why) {
        return new Stop(
                Exit.NOT_AUTHORIZED,
                "the profile " + path + " cannot be read: " + why,
                "Write it anew: cofre profile save");
    }

    /** Writes a profile in the place of another, its mode 0600 before anything is in it. */
    static void write(Path path, Optional<String> url, Optional<String> token) {
        ObjectNode json = Json.object();
        url.ifPresent(value -> json.put("url", value));
        token.ifPresent(value -> json.put("token", value));
        Path folder = path.toAbsolutePath().getParent();
        try {
            if (folder != null && !Files.exists(folder)) {
                Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(own));
            }
        } catch (IOException e) {
            throw new Stop(
                    Exit.CANNOT_WRITE, "the folder " + folder + " cannot be made", String.valueOf(e.getMessage()));
        }
        SecretFiles.replace(path, Json.pretty(json) + "\n");
    }
}
