package io.cofre.testkit.contract;

/** Everything that a {@code Journal} promises, but for what needs a store that can be made to fail. */
public interface JournalContract
        extends JournalAppendContract,
                JournalVersionContract,
                JournalReplayContract,
                JournalSignerContract,
                JournalListContract,
                JournalGuardContract,
                JournalOnceContract,
                JournalEffectContract,
                JournalSettleContract,
                JournalTimeContract,
                JournalConcurrencyContract {}
