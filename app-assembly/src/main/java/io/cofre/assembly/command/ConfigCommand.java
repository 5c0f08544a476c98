package io.cofre.assembly.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ReferencePage;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.StartFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        description =
                "Prints the settings that hold, secrets masked, each with its source; or what is wrong with them.",
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre config",
            "  COFRE_HTTP_PORT=9000 cofre config",
            "  cofre config --json",
            "  cofre config --reference"
        })
final class ConfigCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(names = "--reference", description = "Prints what settings there are instead, as docs/configuration.md.")
    private boolean reference;

    @Option(names = "--json", description = "Prints the settings that hold as JSON, for programs.")
    private boolean json;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (reference && json) {
            throw new StartFailure(ExitStatus.USAGE, "--reference is a page for eyes; take --json or --reference");
        }
        if (reference) {
            terminal.out().print(ReferencePage.text());
            return 0;
        }
        List<Config.Effective> all = settings.read(terminal).effective();
        if (json) {
            terminal.out().println(Json.write(described(all)));
            return 0;
        }
        int widest = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Config.Effective one : all) {
            String name = one.name() + " ".repeat(widest - one.name().length());
            terminal.out().println(name + " = " + one.value() + "  [" + one.source() + "]");
        }
        return 0;
    }

    private static ObjectNode described(List<Config.Effective> all) {
        ObjectNode described = Json.object();
        ArrayNode settings = described.putArray("settings");
        all.forEach(one -> settings.addObject()
                .put("name", one.name())
                .put("value", one.value())
                .put("source", one.source()));
        return described;
    }
}
