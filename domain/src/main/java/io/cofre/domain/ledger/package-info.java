/**
 * What the ledger's spans mean to Cofre itself: who may sign what, derived ids, and the spans that its use cases leave
 * (spec 03).
 */
@NullMarked
package io.cofre.domain.ledger;

import org.jspecify.annotations.NullMarked;
