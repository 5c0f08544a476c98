package io.cofre.testkit.contract;

/** A store that can be made to fail. */
public interface UnsteadyBench extends Bench {
    /** The store is away until {@link #restore}. */
    void cutOff();

    void restore();

    /**
     * The connection is lost under the next commit, so that its end is not seen.
     *
     * @param written whether the store had written it
     */
    void loseNextCommit(boolean written);
}
