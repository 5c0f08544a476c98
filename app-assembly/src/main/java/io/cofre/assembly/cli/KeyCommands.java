package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code cofre key …} */
final class KeyCommands {
    private static final String WALLET = "The wallet that the key acts for.";
    private static final String SCOPE = "What it may do, as memory.* or provider.invoke:anthropic/*; repeat it.";
    private static final String TOKEN_FILE = "Write the token there, mode 0600, instead of printing it.";

    private KeyCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("key issue", "Issue an API key and show its token, once", KeyCommands::issue)
                        .needs("--wallet", "ID", WALLET)
                        .needs("--tenant", "ID", "The wallet's tenant.")
                        .needsMany("--scope", "SCOPE", SCOPE)
                        .needs("--ttl-hours", "N", "How long it lives.")
                        .takes("--description", "TEXT", "What it is for.")
                        .takes("--kind", "KIND", "live, test, or admin with an admin scope.")
                        .takes("--app", "ID", "Cap its scopes by what the app was granted.")
                        .takes("--requests-per-minute", "N", "Its own limit.")
                        .takes("--token-file", "FILE", TOKEN_FILE)
                        .once()
                        .example("cofre key issue --wallet wlt_voulezvous_dan --tenant voulezvous \\")
                        .example("    --scope 'memory.*' --scope prompt.fetch --ttl-hours 720"),
                new Verb("key revoke", "Revoke API keys of a wallet", KeyCommands::revoke)
                        .needs("--wallet", "ID", "Whose key.")
                        .takes("--hash", "HASH", "The key's token_hash.")
                        .takes("--last4", "TEXT", "Or the last four characters of its token.")
                        .flag("--all", "Or every key of the wallet.")
                        .once()
                        .example("cofre key revoke --wallet wlt_voulezvous_dan --last4 x9Qz"),
                new Verb("key rotate", "Issue a key in the place of another, which is revoked", KeyCommands::rotate)
                        .needs("--wallet", "ID", WALLET)
                        .needsMany("--scope", "SCOPE", SCOPE)
                        .needs("--ttl-hours", "N", "How long the new one lives.")
                        .takes("--hash", "HASH", "The old key's token_hash; else the wallet's only active key.")
                        .takes("--last4", "TEXT", "Or the last four characters of its token.")
                        .takes("--grace-seconds", "N", "How long the old one still works (0).")
                        .takes("--token-file", "FILE", TOKEN_FILE)
                        .once()
                        .example("cofre key rotate --wallet wlt_voulezvous_dan --scope 'memory.*' --ttl-hours 720"),
                new Verb("key list", "List API keys; tokens are known to nobody", KeyCommands::list)
                        .needs("--wallet", "ID", "Whose keys.")
                        .takes("--status", "STATUS", "active, revoked or expired.")
                        .paged()
                        .example("cofre key list --wallet wlt_voulezvous_dan --status active"),
                new Verb(
                                "key whoami",
                                "Show who this token acts for, and what it may do",
                                work -> work.showFacts(Call.get("/auth/whoami")))
                        .example("cofre key whoami"));
    }

    private static void issue(Work work) {
        Given given = work.given();
        ObjectNode body =
                Json.object().put("wallet_id", given.text("--wallet")).put("tenant_id", given.text("--tenant"));
        body.set("scopes", Json.texts(given.texts("--scope")));
        given.number("--ttl-hours").ifPresent(hours -> body.put("ttl_hours", hours));
        given.maybe("--description").ifPresent(text -> body.put("description", text));
        given.maybe("--kind").ifPresent(kind -> body.put("kind", kind));
        given.maybe("--app").ifPresent(app -> body.put("app_id", app));
        given.number("--requests-per-minute").ifPresent(number -> body.put("requests_per_minute", number));
        shownOnce(work, Call.post("/auth/keys/issue", body));
    }

    private static void rotate(Work work) {
        Given given = work.given();
        ObjectNode body = Json.object().put("wallet_id", given.text("--wallet"));
        body.set("scopes", Json.texts(given.texts("--scope")));
        given.number("--ttl-hours").ifPresent(hours -> body.put("ttl_hours", hours));
        named(given, body);
        given.number("--grace-seconds").ifPresent(seconds -> body.put("grace_seconds", seconds));
        shownOnce(work, Call.post("/auth/keys/rotate", body));
    }

    private static void named(Given given, ObjectNode body) {
        given.maybe("--hash").ifPresent(hash -> body.put("token_hash", hash));
        given.maybe("--last4").ifPresent(last4 -> body.put("token_last4", last4));
    }

    private static void shownOnce(Work work, Call call) {
        Optional<Path> file = work.given().maybe("--token-file").map(Path::of);
        // A token that cannot be kept is lost, so the place is tried first.
        file.ifPresent(SecretFiles::tryOut);
        Answer answer = work.send(call);
        JsonNode json = answer.json();
        if (file.isEmpty()) {
            if (work.forPrograms()) {
                work.line(answer.text().stripTrailing());
                return;
            }
            work.facts(json);
            work.note("Keep the token now: the service holds only its hash, and nobody can show it again.");
            return;
        }
        SecretFiles.replace(file.get(), Facts.text(json, "token") + "\n");
        ObjectNode rest = ((ObjectNode) json).deepCopy();
        rest.remove("token");
        if (work.forPrograms()) {
            work.line(Json.write(rest));
        } else {
            work.facts(rest);
            work.note("The token is in " + file.get() + ", readable by you alone.");
        }
    }

    private static void revoke(Work work) {
        Given given = work.given();
        boolean all = given.flag("--all");
        boolean one =
                given.maybe("--hash").isPresent() || given.maybe("--last4").isPresent();
        if (all == one) {
            throw new Stop(Exit.USAGE, "name one key by --hash or --last4, or all of them by --all", List.of());
        }
        ObjectNode body = Json.object().put("wallet_id", given.text("--wallet"));
        named(given, body);
        if (all) {
            body.put("all", true);
        }
        work.show(Call.post("/auth/keys/revoke", body), answer -> {
            String number = Facts.text(answer, "revoked");
            work.line(number + (number.equals("1") ? " key revoked" : " keys revoked"));
        });
    }

    private static void list(Work work) {
        Call call = Pages.paged(Call.get("/auth/keys/list"), work.given())
                .with("wallet_id", work.given().text("--wallet"))
                .with("status", work.given().maybe("--status"));
        work.show(call, answer -> {
            Table table =
                    new Table("LAST4", "STATUS", "KIND", "WALLET", "EXPIRES", "LAST USED", "SCOPES", "DESCRIPTION");
            for (JsonNode key : Pages.items(answer, "keys")) {
                table.row(
                        Facts.text(key, "token_last4"),
                        Facts.text(key, "status"),
                        Facts.text(key, "kind"),
                        Facts.text(key, "wallet_id"),
                        Facts.text(key, "exp"),
                        Facts.text(key, "last_used_at"),
                        Facts.text(key, "scopes"),
                        Facts.text(key, "description"));
            }
            work.table(table, answer, "no keys");
        });
    }
}
