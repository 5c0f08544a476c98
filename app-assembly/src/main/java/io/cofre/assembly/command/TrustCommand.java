package io.cofre.assembly.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.PortFailure;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trust",
        description = "The root keys that this node lets the ledger rest on.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre trust list",
            "  cofre trust list --data /srv/cofre --json",
            "  cofre trust add d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        })
final class TrustCommand {
    private static final String JSON = "Prints the result as JSON, for programs.";

    private final Terminal terminal;

    TrustCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "list", description = "Shows them: key id and public key.")
    int list(@Mixin Settled settings, @Option(names = "--json", description = JSON) boolean json) {
        List<Map.Entry<KeyId, PublicKey>> roots = anchors(settings).roots().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(KeyId::value)))
                .toList();
        if (json) {
            ObjectNode all = Json.object();
            ArrayNode listed = all.putArray("roots");
            roots.forEach(root -> listed.addObject()
                    .put("key_id", root.getKey().value())
                    .put("pubkey_hex", root.getValue().hex()));
            terminal.out().println(Json.write(all));
        } else {
            roots.forEach(root -> terminal.out().println(root.getKey() + " " + root.getValue()));
        }
        return 0;
    }

    @Command(name = "add", description = "Trusts one more; a node that runs sees it at its next start.")
    int add(
            @Mixin Settled settings,
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "PUBLIC_KEY", description = "64 hex digits.") String publicKey) {
        PublicKey key = PublicKey.parse(publicKey)
                .orElseThrow(() -> new StartFailure(
                        ExitStatus.USAGE, "a root is added by its public key, 64 lower-case hex digits"));
        KeyId id = SpanSigning.keyId(key);
        change(() -> anchors(settings).add(id, key));
        tell(json, id, true, "trusted " + id);
        return 0;
    }

    @Command(name = "remove", description = "Trusts one no more; a node that runs sees it at its next start.")
    int remove(
            @Mixin Settled settings,
            @Option(names = "--json", description = JSON) boolean json,
            @Parameters(paramLabel = "KEY_ID", description = "did:logline:…, as list shows it.") String keyId) {
        KeyId id = KeyId.parse(keyId)
                .filter(named -> anchors(settings).roots().containsKey(named))
                .orElseThrow(() -> new StartFailure(ExitStatus.USAGE, "no root " + keyId + " is trusted"));
        change(() -> anchors(settings).remove(id));
        tell(json, id, false, "not trusted any more: " + id);
        return 0;
    }

    private void tell(boolean json, KeyId id, boolean trusted, String words) {
        terminal.out()
                .println(
                        json
                                ? Json.write(
                                        Json.object().put("key_id", id.value()).put("trusted", trusted))
                                : words);
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (PortFailure e) {
            throw new StartFailure(ExitStatus.CONFIG, String.valueOf(e.getMessage()), e);
        }
    }

    private TrustAnchors anchors(Settled settings) {
        return Anchors.of(settings.read(terminal).trust());
    }
}
