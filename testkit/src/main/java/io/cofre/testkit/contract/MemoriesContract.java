package io.cofre.testkit.contract;

/** Everything that {@code Memories} promises. */
public interface MemoriesContract extends MemoriesSearchContract, MemoriesWallsContract, MemoriesLifeContract {}
