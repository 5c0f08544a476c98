package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code cofre wallet …} */
final class WalletCommands {
    private static final String MAIN_KEY = "kid_ed25519_main";
    private static final String PROVIDER_KEY = "provider_key";
    private static final String OTHERS = "Another wallet than this token's own, for an admin.";
    private static final String SECRET =
            "Where the provider's secret stands, mode 0600; else it is read from the standard input.";

    private WalletCommands() {}

    static List<Verb> verbs() {
        return List.of(
                new Verb("wallet show", "Show this token's wallet and its keys", WalletCommands::show)
                        .example("cofre wallet show"),
                new Verb("wallet open", "Open a wallet session: a short credential", WalletCommands::open)
                        .takesMany("--scope", "SCOPE", "Narrower than this token's own; repeat it.")
                        .takes("--ttl-seconds", "N", "300 to 600.")
                        .example("cofre wallet open --scope memory.search"),
                new Verb("wallet create", "Make a wallet with a first key", WalletCommands::create)
                        .operand("WALLET_ID", "wlt_…")
                        .needs("--tenant", "ID", "Its tenant.")
                        .needs("--owner", "ID", "Whose it is: dan@voulezvous.")
                        .flag("--metered", "Its calls cost credits.")
                        .once()
                        .example("cofre wallet create wlt_voulezvous_dan --tenant voulezvous --owner dan@voulezvous"),
                new Verb("wallet list", "List wallets", WalletCommands::list)
                        .takes("--tenant", "ID", "Only those of this tenant.")
                        .paged()
                        .example("cofre wallet list"),
                new Verb("wallet status", "Suspend, reopen or close a wallet", WalletCommands::status)
                        .operand("WALLET_ID", "wlt_…")
                        .operand("STATUS", "active, suspended or closed.")
                        .needs("--reason", "TEXT", "Why; it goes into the ledger.")
                        .once()
                        .example("cofre wallet status wlt_voulezvous_dan suspended --reason 'lost laptop'"),
                new Verb("wallet register-key", "Put a key into a wallet", WalletCommands::register)
                        .needs("--kid", "NAME", "The key's name in the wallet.")
                        .needs("--type", "TYPE", "ed25519 (made in the vault) or provider_key.")
                        .needsMany("--cap", "CAP", "What it may be used for, as sign.span; repeat it.")
                        .takes("--provider", "NAME", "Of a provider key: anthropic, openai, …")
                        .takes("--secret-file", "FILE", SECRET)
                        .takes("--key-file", "FILE", "Of an ed25519 key that stays here: its PKCS #8 PEM, mode 0600.")
                        .takesMany("--http-scope", "SCOPE", "What a request signed by it may do; repeat it.")
                        .takes("--wallet", "ID", OTHERS)
                        .once()
                        .example("cofre wallet register-key --kid kid_provider_anthropic --type provider_key \\")
                        .example("    --provider anthropic --cap 'provider.invoke:anthropic/*' < secret")
                        .example("cofre wallet register-key --kid kid_second --type ed25519 --cap sign.span")
                        .example("(umask 077; openssl genpkey -algorithm ed25519 -out key.pem)")
                        .example("cofre wallet register-key --kid kid_mine --type ed25519 --key-file key.pem \\")
                        .example("    --cap sign.http --http-scope 'memory.*'"),
                new Verb("wallet rotate-key", "Put a new version in a key's place", WalletCommands::rotate)
                        .needs("--kid", "NAME", "The key's name in the wallet.")
                        .takes("--secret-file", "FILE", SECRET)
                        .flag("--secret", "Of a provider key: read the new secret from the standard input.")
                        .takes("--wallet", "ID", OTHERS)
                        .once()
                        .example("cofre wallet rotate-key --kid kid_ed25519_main"),
                new Verb("wallet revoke-key", "End a key", WalletCommands::revoke)
                        .needs("--kid", "NAME", "The key's name in the wallet.")
                        .needs("--reason", "TEXT", "Why; it goes into the ledger.")
                        .takes("--wallet", "ID", OTHERS)
                        .once()
                        .example("cofre wallet revoke-key --kid kid_second --reason 'no longer used'"),
                new Verb("wallet sign-span", "Have the wallet sign a span", WalletCommands::sign)
                        .operandMaybe("FILE", "The span's JSON, without payload_hash and sig; - or none: the input.")
                        .takes("--kid", "NAME", "The key (kid_ed25519_main).")
                        .flag("--whole", "Print the whole signed span, as cofre span append takes it.")
                        .example("cofre wallet sign-span --whole note.json | cofre span append"),
                new Verb(
                                "wallet sign-http",
                                "Have the wallet sign a request; prints the headers",
                                WalletCommands::request)
                        .operand("METHOD", "GET, POST, …")
                        .operand("PATH", "With its query, exactly as it will be sent.")
                        .takes("--body-file", "FILE", "The body, to be sent unchanged; - is the standard input.")
                        .takes("--kid", "NAME", "The key (kid_ed25519_main).")
                        .takes("--aud", "URL", "The origin of another service.")
                        .example(
                                "# For another service, which verifies it; Cofre itself does not take request signatures yet.")
                        .example("cofre wallet sign-http GET /v1/orders --aud https://orders.example > headers")
                        .example("curl -H @headers https://orders.example/v1/orders"));
    }

    private static void show(Work work) {
        work.show(Call.get("/wallet"), wallet -> wallet(work, wallet));
    }

    private static void wallet(Work work, JsonNode wallet) {
        ObjectNode head = ((ObjectNode) wallet).deepCopy();
        head.remove("items");
        work.facts(head);
        Table table = new Table("KID", "TYPE", "STATUS", "VERSION", "CAPS", "KEY");
        for (Map.Entry<String, JsonNode> item : wallet.path("items").properties()) {
            JsonNode key = item.getValue();
            table.row(
                    item.getKey(),
                    Facts.text(key, "type"),
                    Facts.text(key, "status"),
                    Facts.text(key, "version"),
                    Facts.text(key, "caps"),
                    Facts.text(key, "provider") + Facts.text(key, "key_id"));
        }
        work.line("");
        work.table(table, wallet, "no keys");
    }

    private static void open(Work work) {
        ObjectNode body = Json.object();
        if (work.given().flag("--scope")) {
            body.set("scopes", Json.texts(work.given().texts("--scope")));
        }
        work.given().number("--ttl-seconds").ifPresent(seconds -> body.put("ttl_seconds", seconds));
        work.showFacts(Call.post("/wallet/open", body));
    }

    private static void create(Work work) {
        ObjectNode body = Json.object()
                .put("wallet_id", work.given().operand(0))
                .put("tenant_id", work.given().text("--tenant"))
                .put("owner_id", work.given().text("--owner"));
        if (work.given().flag("--metered")) {
            body.put("metered", true);
        }
        work.show(Call.post("/api/admin/wallets", body), wallet -> wallet(work, wallet));
    }

    private static void list(Work work) {
        Call call = Pages.paged(Call.get("/api/admin/wallets"), work.given())
                .with("tenant_id", work.given().maybe("--tenant"));
        work.show(call, answer -> {
            Table table = new Table("WALLET", "TENANT", "OWNER", "STATUS", "CREATED");
            for (JsonNode wallet : Pages.items(answer, "wallets")) {
                table.row(
                        Facts.text(wallet, "wallet_id"),
                        Facts.text(wallet, "tenant_id"),
                        Facts.text(wallet, "owner_id"),
                        Facts.text(wallet, "status"),
                        Facts.text(wallet, "created_at"));
            }
            work.table(table, answer, "no wallets");
        });
    }

    private static void status(Work work) {
        ObjectNode body = Json.object()
                .put("status", work.given().operand(1))
                .put("reason", work.given().text("--reason"));
        String wallet = Call.encoded(work.given().operand(0));
        work.show(Call.post("/api/admin/wallets/" + wallet + "/status", body), changed -> wallet(work, changed));
    }

    private static ObjectNode key(Work work) {
        ObjectNode body = Json.object();
        work.given().maybe("--wallet").ifPresent(wallet -> body.put("wallet_id", wallet));
        return body.put("kid", work.given().text("--kid"));
    }

    private static void register(Work work) {
        Given given = work.given();
        String type = given.text("--type");
        ObjectNode body = key(work).put("type", type);
        given.maybe("--provider").ifPresent(provider -> body.put("provider", provider));
        body.set("caps", Json.texts(given.texts("--cap")));
        if (given.flag("--http-scope")) {
            body.set("http_scopes", Json.texts(given.texts("--http-scope")));
        }
        if (type.equals(PROVIDER_KEY)) {
            body.put("secret", secret(work));
        }
        given.maybe("--key-file").map(Path::of).map(HeldKey::read).ifPresent(key -> prove(work, key, body));
        work.showFacts(Call.post("/wallet/key/register", body));
    }

    /** That whoever registers the public key holds its private one (spec 02). */
    private static void prove(Work work, HeldKey key, ObjectNode body) {
        String wallet = work.given()
                .maybe("--wallet")
                .orElseGet(() -> Facts.text(work.send(Call.get("/wallet")).json(), "wallet_id"));
        long now = System.currentTimeMillis();
        String signed = Json.write(Json.object()
                .put("kid", work.given().text("--kid"))
                .put("pubkey_hex", key.publicHex())
                .put("ts", now)
                .put("wallet_id", wallet));
        body.put("pubkey_hex", key.publicHex())
                .put("proof", key.signed("cofre.key-proof.v1\n" + signed))
                .put("proof_ts", now);
    }

    private static void rotate(Work work) {
        ObjectNode body = key(work);
        if (work.given().flag("--secret") || work.given().flag("--secret-file")) {
            body.put("secret", secret(work));
        }
        work.showFacts(Call.post("/wallet/key/rotate", body));
    }

    private static void revoke(Work work) {
        work.showFacts(Call.post(
                "/wallet/key/revoke", key(work).put("reason", work.given().text("--reason"))));
    }

    private static String secret(Work work) {
        Optional<Path> file = work.given().maybe("--secret-file").map(Path::of);
        String secret = file.map(SecretFiles::read).orElseGet(() -> Secrets.read(work.terminal(), "Secret: "));
        if (secret.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "there is no secret",
                    "Give it by --secret-file FILE (mode 0600), or on the standard input.");
        }
        return secret;
    }

    private static void sign(Work work) {
        JsonNode span = work.jsonDocument(work.given().operandMaybe(0).orElse("-"));
        ObjectNode body = Json.object().put("kid", work.given().maybe("--kid").orElse(MAIN_KEY));
        body.set("span", span);
        Answer answer = work.send(Call.post("/wallet/sign/span", body));
        if (work.given().flag("--whole") && span.isObject()) {
            ObjectNode whole = ((ObjectNode) span).deepCopy();
            whole.setAll((ObjectNode) answer.json());
            work.line(Json.write(whole));
        } else if (work.forPrograms()) {
            work.line(answer.text().stripTrailing());
        } else {
            work.line(Json.pretty(answer.json()));
        }
    }

    private static void request(Work work) {
        Given given = work.given();
        ObjectNode body = Json.object()
                .put("kid", given.maybe("--kid").orElse(MAIN_KEY))
                .put("method", given.operand(0))
                .put("path_with_query", given.operand(1));
        given.maybe("--body-file").ifPresent(file -> body.put("body_canon", work.document(file)));
        given.maybe("--aud").ifPresent(origin -> body.put("aud", origin));
        work.show(Call.post("/wallet/sign/http", body), signed -> {
            for (Map.Entry<String, JsonNode> header : signed.path("headers").properties()) {
                work.line(Texts.shown(header.getKey() + ": " + header.getValue().asText()));
            }
        });
    }
}
