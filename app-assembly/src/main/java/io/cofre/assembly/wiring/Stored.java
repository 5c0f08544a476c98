package io.cofre.assembly.wiring;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Of the store that a node writes to. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Stored {}
