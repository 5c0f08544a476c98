package io.cofre.domain.usecase;

import io.cofre.domain.token.PepperVersions;
import io.cofre.domain.token.PepperVersions.Rotation;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Makes a new version of the pepper (spec 01, "Token hash"; spec 10, {@code cofre pepper rotate}). Tokens keep their
 * hash; what is issued from now on gets the new version; {@link SweepOrphanedSecrets} destroys an old pepper a day
 * after the last of its tokens has ended. For when no node runs: one that does would not know tokens of the new
 * version. It is one step, which is durable or did not happen: cut off, it is run again, and at worst a number is
 * passed over.
 */
public final class RotatePepper {
    private final Peppers peppers;

    @Inject
    public RotatePepper(Peppers peppers) {
        this.peppers = peppers;
    }

    /** What came of it. */
    public sealed interface Rotated {
        /**
         * There is a new version.
         *
         * @param borne the older ones, which tokens still bear
         */
        record Made(int version, Set<Integer> borne) implements Rotated {
            public Made {
                borne = Set.copyOf(borne);
            }
        }

        /** Nothing was changed. */
        record Refused(Rotation why) implements Rotated {}
    }

    public Rotated rotate() {
        Set<Integer> borne = peppers.borne();
        Rotation next = PepperVersions.next(peppers.kept(), borne);
        return switch (next) {
            case Rotation.To(int version) -> {
                peppers.make(version);
                yield new Rotated.Made(version, borne);
            }
            case Rotation.TooMany ignored -> new Rotated.Refused(next);
            case Rotation.NoneYet ignored -> new Rotated.Refused(next);
            case Rotation.Exhausted ignored -> new Rotated.Refused(next);
        };
    }
}
