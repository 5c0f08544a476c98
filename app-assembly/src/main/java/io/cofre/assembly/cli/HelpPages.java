package io.cofre.assembly.cli;

import java.util.ArrayList;
import java.util.List;

/** The pages above the commands' own, which picocli writes. */
final class HelpPages {
    private static final String LINE = "  %-21s%s";

    private HelpPages() {}

    static List<String> everything() {
        List<String> page = new ArrayList<>(List.of(
                "Cofre: wallets, API keys and a signed ledger for people, apps and AI agents.",
                "",
                "Usage: cofre COMMAND …",
                "",
                "On this machine:"));
        LocalCommands.ALL.forEach(local -> page.add(LINE.formatted(local.path(), local.summary())));
        page.add(LINE.formatted(LocalCommands.WARM.path(), LocalCommands.WARM.summary()));
        page.addAll(List.of("", "Over the API of a service:"));
        Commands.GROUPS.forEach((name, summary) -> page.add(LINE.formatted(name, summary)));
        page.addAll(List.of(
                "",
                "cofre COMMAND --help says more, with examples. --json is for programs: every command over the API has it,",
                "and those on this machine that show something.",
                "",
                "Environment of the commands over the API:",
                "  COFRE_TOKEN    the token to send",
                "  COFRE_PROFILE  the file with url and token (~/.config/cofre/profile.json), refused unless its mode",
                "                 keeps others out (0600); cofre profile save writes it",
                "  NO_COLOR       no colours",
                "A token is never an argument, and neither is a provider's secret: those are read from the standard",
                "input or a file of mode 0600.",
                "",
                "Exit statuses of the commands over the API:",
                "  0   done",
                "  1   the service refused, or what was to be verified does not hold",
                "  2   the command line is wrong",
                "  69  no answer, or none now: try again later",
                "  70  an answer that is not Cofre's",
                "  73  a file cannot be written",
                "  77  no token, a token that is refused, or one that lacks a scope"));
        return page;
    }

    static List<String> group(String group, List<Verb> verbs) {
        List<String> page = new ArrayList<>(List.of("cofre " + group + ": " + Commands.GROUPS.get(group), ""));
        for (Verb verb : verbs) {
            page.add(LINE.formatted(verb.name(), verb.summary()));
        }
        for (LocalCommands.Local local : LocalCommands.under(group)) {
            page.add(LINE.formatted(local.name(), "On this machine: " + local.summary()));
        }
        page.addAll(
                List.of("", "cofre " + group + " " + verbs.getFirst().name() + " --help says more, with examples."));
        return page;
    }
}
