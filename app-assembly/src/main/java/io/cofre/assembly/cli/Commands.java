package io.cofre.assembly.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All commands over the API, by the first word. A group is made only when it is named: most of a start goes into
 * loading classes.
 */
final class Commands {
    /** What each first word is about, in the order of the help. */
    static final Map<String, String> GROUPS = groups();

    private Commands() {}

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("key", "API keys: issue, revoke, rotate, list, whoami");
        groups.put("wallet", "wallets and the keys in them");
        groups.put("tenant", "tenants, for the platform's admin");
        groups.put("memory", "remember, search, forget");
        groups.put("prompt", "prompts that the ledger keeps");
        groups.put("app", "register apps, approve what they ask for");
        groups.put("ask", "ask a model through the wallet");
        groups.put("span", "append, read, verify and follow spans");
        groups.put("ledger", "export: take the whole ledger along");
        groups.put("profile", "keep address and token in a file of mode 0600");
        groups.put("completion", "completion for bash or zsh");
        return groups;
    }

    /** The commands under a first word; none where there is no such word. */
    static List<Verb> under(String group) {
        return switch (group) {
            case "key" -> KeyCommands.verbs();
            case "wallet" -> WalletCommands.verbs();
            case "tenant" -> TenantCommands.verbs();
            case "memory" -> MemoryCommands.verbs();
            case "prompt" -> PromptCommands.verbs();
            case "app" -> AppCommands.verbs();
            case "ask" -> AskCommand.verbs();
            case "span" -> SpanCommands.verbs();
            case "ledger" -> LedgerCommands.verbs();
            case "profile" -> ProfileCommands.verbs();
            case "completion" -> CompletionCommand.verbs();
            default -> List.of();
        };
    }

    /** Every command of the client. */
    static List<Verb> all() {
        List<Verb> all = new ArrayList<>();
        GROUPS.keySet().forEach(group -> all.addAll(under(group)));
        return all;
    }
}
