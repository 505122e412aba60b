/**
 * Examines a file of flows before anybody relies on it. In: a file; out: what it is, what of it is read, and what that means.
 */
@NullMarked
package dev.weir.ingest.doctor;

import org.jspecify.annotations.NullMarked;
