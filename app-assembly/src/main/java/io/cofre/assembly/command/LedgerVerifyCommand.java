package io.cofre.assembly.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.TrustConfig;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.LiveLedger;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.ExportLine;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.domain.ledger.LedgerVerification.Fault;
import io.cofre.domain.ledger.LedgerVerification.Unchecked;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.usecase.VerifyLedger;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.PublicKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Verifies every span from the trusted roots on: of the live ledger, or of an export (NDJSON) without any"
                    + " service. Exits 1 at the first fault.",
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre ledger verify",
            "  cofre ledger verify ledger.ndjson --data /srv/cofre",
            "  cofre ledger verify ledger.ndjson --trust d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    private static final int ONCE_IN = 1_000;
    private static final String UNSEEN =
            "Not seen by this: rows cut off at the end, and recorded_at moved by a database administrator.";

    private static final String OF_AN_EXPORT =
            "Nor what an export leaves out, the end of a key among it: take it from whom you trust to show all.";

    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(
            names = "--trust",
            paramLabel = "PUBLIC_KEY",
            description = "A root to trust, 64 hex digits; may be given again. Default: those of this node.")
    private List<String> roots = List.of();

    @Option(names = "--json", description = "Prints what was found as one object, for programs.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "An export; without it, the live ledger.")
    private @Nullable Path file;

    LedgerVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file != null) {
            return export(file);
        }
        Config config = settings.read(terminal);
        return LiveLedger.read(config, terminal.environment(), terminal.progress(), ledger -> live(ledger, config));
    }

    private int live(LedgerScan ledger, Config config) {
        ProgressBar bar = new ProgressBar(terminal.err(), "spans", ledger.last());
        TrustAnchors anchors = Anchors.of(config.trust());
        VerifyLedger.Verified verified = new VerifyLedger(ledger, anchors, Ed25519.fastest()).verify(bar::at);
        bar.end();
        return told(verified.spans(), new Unchecked(0, 0, 0), verified.fault());
    }

    private int export(Path named) {
        LedgerVerification verification = new LedgerVerification(Ed25519.fastest(), trusted(), false);
        ProgressBar bar = new ProgressBar(terminal.err(), "spans", 0);
        try (BufferedReader lines = Files.newBufferedReader(named)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                switch (ExportLine.read(line.getBytes(StandardCharsets.UTF_8))) {
                    case ExportLine.Line.Unreadable(String why) -> {
                        bar.end();
                        told(verification.verified(), verification.unchecked(), Optional.empty());
                        terminal.err().println("cofre: line " + number + " of " + named + ": " + why);
                        return ExitStatus.FAULT.code();
                    }
                    case ExportLine.Line.Read(var span) -> {
                        Optional<Fault> fault = verification.next(span);
                        if (fault.isPresent()) {
                            bar.end();
                            return told(verification.verified(), verification.unchecked(), fault);
                        }
                    }
                }
                if (number % ONCE_IN == 0) {
                    bar.at(number);
                }
            }
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the export " + named + " cannot be read: " + e, e);
        }
        bar.end();
        return told(verification.verified(), verification.unchecked(), Optional.empty());
    }

    private Map<KeyId, PublicKey> trusted() {
        if (roots.isEmpty()) {
            TrustConfig configured = settings.read(terminal).trust();
            Map<KeyId, PublicKey> known = Anchors.of(configured).roots();
            if (known.isEmpty()) {
                throw new StartFailure(ExitStatus.CONFIG, """
                        no root is trusted here, so nothing can be believed: %s
                          Name the root by its public key with --trust, or the node's data directory with --data;
                          there, cofre trust list shows it. Never take it from the export itself""".formatted(configured));
            }
            return known;
        }
        Map<KeyId, PublicKey> all = new HashMap<>();
        for (String root : roots) {
            PublicKey key = PublicKey.parse(root)
                    .orElseThrow(() -> new StartFailure(
                            ExitStatus.USAGE, "a root is named by its public key, 64 lower-case hex digits"));
            all.put(SpanSigning.keyId(key), key);
        }
        return all;
    }

    private int told(long verified, Unchecked unchecked, Optional<Fault> fault) {
        if (json) {
            terminal.out().println(Json.write(described(verified, unchecked, fault)));
        } else {
            terminal.out().println(verified + " spans verified");
            terminal.out().println(UNSEEN);
            if (file != null) {
                terminal.out().println(OF_AN_EXPORT);
            }
            if (!unchecked.nothing()) {
                terminal.out()
                        .println("Not checked, for want of versions that the export does not show ("
                                + unchecked.versions()
                                + "): prev_hash of " + unchecked.prevHashes() + " spans, change of owner of "
                                + unchecked.owners() + ".");
            }
            fault.ifPresent(found -> terminal.err()
                    .println("cofre: position " + found.position() + ", span "
                            + found.version().id() + ", seq " + found.version().seq() + ": " + found.check()
                            + " does not hold: " + found.detail()));
        }
        return fault.isPresent() ? ExitStatus.FAULT.code() : ExitStatus.OK.code();
    }

    static ObjectNode described(long verified, Unchecked unchecked, Optional<Fault> fault) {
        ObjectNode all = Json.object().put("verified", verified).putNull("fault");
        fault.ifPresent(found -> all.putObject("fault")
                .put("position", found.position())
                .put("id", found.version().id().toString())
                .put("seq", found.version().seq())
                .put("check", found.check())
                .put("detail", found.detail()));
        all.putObject("not_checked")
                .put("versions", unchecked.versions())
                .put("prev_hashes", unchecked.prevHashes())
                .put("owners", unchecked.owners());
        all.set(
                "not_seen",
                Json.texts(List.of("rows cut off at the end", "recorded_at moved by a database administrator")));
        return all;
    }
}
