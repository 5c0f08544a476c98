package io.cofre.assembly.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code cofre completion bash|zsh} */
final class CompletionCommand {
    private CompletionCommand() {}

    static List<Verb> verbs() {
        return List.of(new Verb("completion", "Print a script that completes commands and options", work -> print(work))
                .operandMaybe("SHELL", "bash or zsh (bash).")
                .example("source <(cofre completion bash)")
                .example("cofre completion bash > ~/.local/share/bash-completion/completions/cofre"));
    }

    private static void print(Work work) {
        String shell = work.given().operandMaybe(0).orElse("bash");
        if (!List.of("bash", "zsh").contains(shell)) {
            throw new Stop(Exit.USAGE, "no completion for " + Width.shown(shell), "There is one for bash and zsh.");
        }
        // The script finds out by itself which of the two it runs in.
        work.terminal().out().print(AutoComplete.bash("cofre", Specs.line(tree(), work.terminal())));
    }

    private static CommandSpec tree() {
        CommandSpec root = CommandSpec.create().name("cofre");
        for (String group : Commands.GROUPS.keySet()) {
            CommandSpec branch = CommandSpec.create().name(group);
            for (Verb verb : Commands.under(group)) {
                if (verb.path().equals(group)) {
                    branch = Specs.of(verb);
                } else {
                    branch.addSubcommand(verb.name(), Specs.of(verb));
                }
            }
            root.addSubcommand(group, branch);
        }
        LocalCommands.into(root);
        return root;
    }
}
