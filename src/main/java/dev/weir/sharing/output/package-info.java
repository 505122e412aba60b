/** Writes alerts and responses as other systems read them: ECS, OCSF, syslog and CEF. Records of Weir's topics come in, messages go out. */
@NullMarked
package dev.weir.sharing.output;

import org.jspecify.annotations.NullMarked;
