/** Replaces addresses by keyed pseudonyms that keep common prefixes and the classes that the standards give addresses. */
@NullMarked
package dev.weir.sharing.privacy;

import org.jspecify.annotations.NullMarked;
