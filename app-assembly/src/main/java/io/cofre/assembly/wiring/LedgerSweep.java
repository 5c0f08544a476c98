package io.cofre.assembly.wiring;

/** Takes away what of the ledger's own books is over. */
public interface LedgerSweep {
    /** For a ledger that is gone with the process. */
    LedgerSweep NONE = new LedgerSweep() {
        @Override
        public int nonces() {
            return 0;
        }

        @Override
        public int repeats() {
            return 0;
        }
    };

    /** Nonces that no signature of today can have; how many. */
    int nonces();

    /** Idempotency records past their time; how many. */
    int repeats();
}
