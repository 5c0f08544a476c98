package io.cofre.http.route;

import io.cofre.http.exchange.Answer;
import io.cofre.ports.span.Receipt;
import java.util.List;

/** Makes the first answer again from what was kept of it and the receipts of then. */
@FunctionalInterface
public interface Replay {
    Answer answer(String json, List<Receipt> receipts);
}
