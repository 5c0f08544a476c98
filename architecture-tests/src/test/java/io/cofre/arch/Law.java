package io.cofre.arch;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule by its name.
 *
 * @param subject the room or place whose classes it judges, below the root; where that is empty there is nothing to
 *     judge
 */
record Law(String name, String subject, ArchRule rule) {}
