package io.cofre.assembly.command;

import io.cofre.assembly.config.TrustConfig;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.OpenedNode;
import io.cofre.assembly.node.StartFailure;
import io.cofre.local.node.ConfiguredAnchors;
import io.cofre.local.node.TrustFile;
import io.cofre.ports.PortFailure;
import io.cofre.ports.node.TrustAnchors;

/** The trusted roots, where they are. */
final class Anchors {
    private Anchors() {}

    static TrustAnchors of(TrustConfig config) {
        try {
            return switch (config) {
                case TrustConfig.InFile(var file) -> new TrustFile(file);
                case TrustConfig.Fixed(var roots) -> new ConfiguredAnchors(roots);
                case TrustConfig.InMemory ignored -> throw OpenedNode.nothingKept();
            };
        } catch (PortFailure e) {
            throw new StartFailure(ExitStatus.CONFIG, String.valueOf(e.getMessage()), e);
        }
    }
}
