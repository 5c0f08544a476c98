package io.cofre.testkit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which broken implementation a kit's test catches. The testkit's own tests build each of them and fail where a test
 * lets one pass, or names none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Kills {
    /** The mutant's name: what it does wrong. */
    String value();
}
