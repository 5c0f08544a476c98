package io.cofre.testkit.contract;

/** Everything that {@code Spans} promises. */
public interface SpansContract extends SpansVisibilityContract, SpansListingContract {}
