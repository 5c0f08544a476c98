package io.cofre.domain.auth;

/**
 * How hashing slots are shared between the kept half and the open one (spec 01, "Cost"). Those of the kept half may use
 * open slots that nobody waits for; the open half never uses kept ones. A single slot goes to both in turns. Pure.
 *
 * @param slots in all, 1 up
 */
record SlotShare(int slots) {
    /** Of which half somebody waiting may begin. */
    enum Turn {
        OPEN,
        KEPT,
        NOBODY
    }

    /**
     * What runs and waits.
     *
     * @param keptWasLast whether the slot that was given last went to the kept half
     */
    record State(int openRunning, int keptRunning, boolean openWaits, boolean keptWaits, boolean keptWasLast) {}

    /** How many slots the open half may use at once; at least one. */
    int open() {
        return slots - slots / 2;
    }

    Turn next(State state) {
        if (state.openRunning() + state.keptRunning() >= slots) {
            return Turn.NOBODY;
        }
        boolean open = state.openWaits() && state.openRunning() < open();
        if (!state.keptWaits()) {
            return open ? Turn.OPEN : Turn.NOBODY;
        }
        return open && !first(state) ? Turn.OPEN : Turn.KEPT;
    }

    /** Whether the kept half goes before the open one. */
    private boolean first(State state) {
        return slots == 1 ? !state.keptWasLast() : state.keptRunning() < slots - open();
    }
}
