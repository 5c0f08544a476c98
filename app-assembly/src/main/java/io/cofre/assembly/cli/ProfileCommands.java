package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code cofre profile …} */
final class ProfileCommands {
    private ProfileCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("profile save", "Keep a token, read from the input, and the address", ProfileCommands::save)
                        .flag("--keep-token", "Change the address only.")
                        .example("cofre profile save --url https://cofre.example.org")
                        .example("cofre profile save < admin-token"),
                new Verb("profile show", "Show what is kept, the token masked", ProfileCommands::show)
                        .example("cofre profile show"));
    }

    private static void save(Work work) {
        Path path = Profile.path(work.terminal());
        Given given = work.given();
        Optional<String> url = given.maybe("--url");
        url.ifPresent(text -> Connection.base(text, given.flag("--plain-http")));
        boolean keep = given.flag("--keep-token");
        Profile old = keep || url.isEmpty() ? Profile.read(path) : Profile.EMPTY;
        Optional<String> token = keep ? Profile.secret(path) : Optional.of(Secrets.read(work.terminal(), "Token: "));
        token.ifPresent(text -> Token.of(text, "the input"));
        Profile.write(path, url.or(old::url), token);
        work.note("Kept in " + path + ", readable by you alone.");
    }

    private static void show(Work work) {
        Path path = Profile.path(work.terminal());
        Profile profile = Profile.read(path);
        ObjectNode shown = Json.object()
                .put("file", path.toString())
                .put("url", profile.url().orElse(Connection.DEFAULT_URL));
        profile.token().ifPresent(token -> shown.put("token", token.masked()));
        work.terminal()
                .variable("COFRE_TOKEN")
                .ifPresent(token -> shown.put(
                        "token_of_the_environment",
                        Token.of(token, "COFRE_TOKEN").masked()));
        if (work.forPrograms()) {
            work.line(Json.write(shown));
        } else {
            work.facts(shown);
        }
    }
}
