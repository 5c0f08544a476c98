package io.cofre.assembly.command;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.SecretSource;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.OpenedNode;
import io.cofre.assembly.node.StartFailure;
import io.cofre.local.vault.MasterKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rotate-master",
        description = {
            "Wraps every secret by a new master key and drops the older ones; cut off, it is run again.",
            "No node may run meanwhile. Keep a copy of the new key file elsewhere."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {"  cofre vault rotate-master --data /srv/cofre"})
final class RotateMasterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    RotateMasterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Config config = settings.read(terminal);
        if (!(config.vault().masterKey() instanceof SecretSource.InFile(Path file))) {
            throw new StartFailure(
                    ExitStatus.CONFIG,
                    "vault.master_key_file names a variable, which this command cannot change; put the keys in a file");
        }
        long rewrapped;
        // Before the new key is made, so that nobody else is at work who would only know the older ones.
        OpenedNode.existing(config, terminal.environment(), terminal.progress()).close();
        MasterKeyFile.beginRotation(file, new SecureRandom()).close();
        try (OpenedNode node = OpenedNode.existing(config, terminal.environment(), terminal.progress())) {
            rewrapped = terminal.progress()
                    .during(
                            "wrapping secrets anew",
                            () -> node.assembled().vault().orElseThrow().rewrapAll(done -> {}));
        }
        MasterKeyFile.endRotation(file);
        terminal.out().println(rewrapped + " secrets wrapped anew; " + file + " holds the new key alone");
        return 0;
    }
}
