package io.cofre.assembly.kill;

/** The use cases that change something. */
enum UseCase {
    FIRST_START,
    KEY_ISSUE,
    KEY_ROTATION,
    WALLET_KEY_ROTATION,
    MEMORY_ADD,
    MEMORY_FORGET,
    APP_REGISTRATION,
    BATCH_APPEND,
    IDEMPOTENT_RETRY;

    Deed deed() {
        return switch (this) {
            case FIRST_START -> new LedgerDeeds.StartFirst();
            case KEY_ISSUE -> new KeyDeeds.Issue();
            case KEY_ROTATION -> new KeyDeeds.Rotate();
            case WALLET_KEY_ROTATION -> new KeyDeeds.RotateWalletKey();
            case MEMORY_ADD -> new MemoryDeeds.Add();
            case MEMORY_FORGET -> new MemoryDeeds.Forget();
            case APP_REGISTRATION -> new LedgerDeeds.RegisterAnApp();
            case BATCH_APPEND -> new LedgerDeeds.AppendBatch();
            case IDEMPOTENT_RETRY -> new MemoryDeeds.AddTwice();
        };
    }
}
