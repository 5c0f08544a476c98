package io.cofre.assembly.command;

import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.OpenedNode;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.token.PepperVersions;
import io.cofre.domain.token.PepperVersions.Rotation;
import io.cofre.domain.usecase.RotatePepper.Rotated;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rotate",
        description = {
            "Makes a new pepper for the hashes of API keys; cut off, it is run again. No node may run meanwhile.",
            "Keys keep their hash and go on working; those issued from now on get the new version. An old pepper is"
                    + " destroyed by itself, a day after the last key that rests on it has ended."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre pepper rotate --data /srv/cofre",
            "",
            "To be done with the old pepper sooner, rotate the keys of its version: cofre key list, cofre key rotate."
        })
final class RotatePepperCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    RotatePepperCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (OpenedNode node =
                OpenedNode.existing(settings.read(terminal), terminal.environment(), terminal.progress())) {
            return switch (node.assembled().cofre().upkeep().rotatePepper().rotate()) {
                case Rotated.Made(int version, Set<Integer> borne) -> made(version, borne);
                case Rotated.Refused(Rotation why) -> throw refused(why);
            };
        }
    }

    private int made(int version, Set<Integer> borne) {
        terminal.out().println("new API keys are hashed with the pepper v" + version);
        if (!borne.isEmpty()) {
            terminal.out().println("kept for living keys: " + listed(borne));
        }
        return ExitStatus.OK.code();
    }

    private static StartFailure refused(Rotation why) {
        return new StartFailure(
                ExitStatus.CONFIG,
                switch (why) {
                    case Rotation.TooMany(var borne) ->
                        "living API keys rest on " + listed(borne) + ", and a key is tried under "
                                + PepperVersions.MOST_TRIED
                                + " peppers at most: rotate the keys of the oldest (cofre key rotate), or wait for their"
                                + " end";
                    case Rotation.NoneYet() -> "there is no pepper yet: start the service once (cofre serve)";
                    case Rotation.Exhausted() -> "the last version, v" + PepperVersions.LAST + ", is in use";
                    case Rotation.To(int version) -> throw new IllegalStateException("v" + version + " was to be made");
                });
    }

    private static String listed(Collection<Integer> versions) {
        return versions.stream()
                .sorted(Comparator.reverseOrder())
                .map(version -> "v" + version)
                .collect(Collectors.joining(", "));
    }
}
