package io.cofre.assembly.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.OpenedNode;
import io.cofre.assembly.node.SeedFile;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.Reply;
import io.cofre.domain.usecase.ImportKey;
import io.cofre.ports.span.Kid;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = {
            "Brings an Ed25519 key that was made elsewhere into a wallet, at set-up: an embedded node is stopped first. All"
                    + " other keys are made inside the vault, which is better wherever nothing depends on the old key.",
            "The file holds the seed as 32 bytes or 64 hex digits, or unencrypted PKCS#8 in PEM as OpenSSL writes it, and has"
                    + " mode 0600. The ledger says that the key was imported."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  (umask 077 && openssl genpkey -algorithm ed25519 -out legacy.pem)",
            "  cofre key import --wallet wlt_acme_ana --kid kid_legacy --from-file legacy.pem",
            "  cofre key import --wallet wlt_acme_ana --kid kid_legacy --from-file legacy.pem \\",
            "      --cap sign.span --cap sign.http --http-scope 'memory.*' --data /srv/cofre --json"
        })
final class KeyImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(names = "--wallet", paramLabel = "ID", required = true, description = "The wallet, which is there already.")
    private String wallet = "";

    @Option(names = "--kid", paramLabel = "NAME", required = true, description = "The key's name in it, not in use.")
    private String kid = "";

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            required = true,
            description = "Holds the key; mode 0600. It is only read: remove it afterwards.")
    private Path file = Path.of("");

    @Option(
            names = "--cap",
            paramLabel = "SCOPE",
            description = "What the key serves: sign.span, sign.http; repeat it (sign.span).")
    private List<String> caps = List.of("sign.span");

    @Option(
            names = "--http-scope",
            paramLabel = "SCOPE",
            description = "With the cap sign.http: what a request that the key signed may do; repeat it.")
    private List<String> httpScopes = List.of();

    @Option(names = "--json", description = "Prints the key as JSON, for programs; never its secret.")
    private boolean json;

    KeyImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ImportKey.Request request = new ImportKey.Request(
                read("--wallet", wallet, WalletId::parse),
                read("--kid", kid, Kid::parse),
                scopes("--cap", caps),
                scopes("--http-scope", httpScopes));
        Config config = settings.read(terminal);
        try (SecretBytes seed = SeedFile.read(file);
                OpenedNode node = OpenedNode.existing(config, terminal.environment(), terminal.progress())) {
            Reply<WalletItem.Ed25519> reply =
                    node.assembled().cofre().upkeep().importKey().bring(request, seed);
            return switch (reply) {
                case Reply.Done<WalletItem.Ed25519>(WalletItem.Ed25519 item, var receipts) ->
                    told(item, receipts.getLast().position());
                case Reply.Repeated<WalletItem.Ed25519> ignored ->
                    throw new IllegalStateException("nothing was asked to be done once");
                case Reply.Refused<WalletItem.Ed25519>(var problem) ->
                    throw new StartFailure(ExitStatus.CONFIG, problem.detail());
            };
        }
    }

    private int told(WalletItem.Ed25519 item, long position) {
        if (json) {
            ObjectNode key = Json.object()
                    .put("wallet_id", wallet)
                    .put("kid", item.kid().value())
                    .put("key_id", item.keyId().value())
                    .put("pubkey_hex", item.publicKey().hex())
                    .put("position", position);
            key.set("caps", Json.texts(item.caps().stream().map(Scope::value).toList()));
            terminal.out().println(Json.write(key));
        } else {
            terminal.out().println("imported into " + wallet + " as " + item.kid() + ": " + item.keyId());
            terminal.out().println("public key " + item.publicKey().hex() + ", introduced at position " + position);
        }
        terminal.err().println("cofre: " + file + " still holds the key; remove it, and what copies there are of it");
        return ExitStatus.OK.code();
    }

    private static List<Scope> scopes(String option, List<String> texts) {
        return texts.stream().map(text -> read(option, text, Scope::parse)).toList();
    }

    private static <T> T read(String option, String text, Function<String, Optional<T>> form) {
        return form.apply(text)
                .orElseThrow(() -> new StartFailure(ExitStatus.USAGE, option + " has not the form it must have"));
    }
}
