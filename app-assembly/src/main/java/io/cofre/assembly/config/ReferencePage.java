package io.cofre.assembly.config;

import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md} from the settings themselves. */
public final class ReferencePage {
    private static final String HEAD = """
            # Configuration
            Generated from the settings' own descriptions (`cofre config --reference`); a test holds this page against them.

            A setting comes from, each winning over those before it:
            1. the file `cofre.properties` of the working directory, or the one that `--config FILE` names: UTF-8, one
               `name = value` a line, comments on lines that begin with `#`. Nothing is escaped, no line goes on in the
               next, no name stands twice;
            2. the environment: `COFRE_` and the name in upper case, dots as `_` (`COFRE_HTTP_PORT`). `COFRE_TOKEN` and
               `COFRE_PROFILE` belong to the client and are no settings;
            3. system properties: `cofre.` and the name (`-Dcofre.http.port=9090`);
            4. the command line of `cofre serve`, for those that have a flag.

            A wrong or unknown setting stops the start; all of them are told at once, each with its source. Secrets are
            given by reference only: a file with mode 0600, or `env:NAME`; a file's first line is the secret. `cofre
            config` prints what holds, with sources.

            A name in `<…>` is chosen by the operator: lower-case letters, digits, `_` and `-`. One with `-` cannot be
            written as a variable of the environment.

            | setting | default | allowed | |
            |---|---|---|---|
            """;

    private ReferencePage() {}

    /** The whole page, Markdown. */
    public static String text() {
        return HEAD + Settings.ALL.stream().map(ReferencePage::row).collect(Collectors.joining("\n")) + "\n";
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback()
                .map(text -> text.isEmpty() ? "none" : "`" + text + "`")
                .orElse(setting.absent());
        String unit = setting.unit().isEmpty() ? "" : " " + setting.unit();
        String flag = setting.flag().map(name -> "<br>`" + name + "`").orElse("");
        String secret = setting.secret() ? " Names a secret, holds none." : "";
        return "| `" + setting.name() + "`" + flag + " | " + fallback + " | "
                + setting.kind().allowed() + unit + " | " + setting.doc() + secret + " |";
    }
}
