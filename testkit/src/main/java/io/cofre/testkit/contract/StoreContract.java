package io.cofre.testkit.contract;

import java.time.InstantSource;

/** What all kits of ports that stand over a journal's store share. */
public interface StoreContract {
    /**
     * A store that nothing was ever written to, whose ledger reads this clock and has the freshness of spec 03 (24
     * hours). The kit closes it.
     */
    Bench open(InstantSource clock);
}
