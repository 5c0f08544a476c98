package io.cofre.assembly.wiring;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Of what nodes share beside the database. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Shared {}
