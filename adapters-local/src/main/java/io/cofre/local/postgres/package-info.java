/**
 * The PostgreSQL of the embedded assembly: a real server, unpacked from a jar and run as a child process.
 *
 * <p>{@link io.cofre.local.postgres.EmbeddedPostgres} is the only way in.
 */
@NullMarked
package io.cofre.local.postgres;

import org.jspecify.annotations.NullMarked;
