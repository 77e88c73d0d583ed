/** The audit as the commands use it, and their own ways into database, engine and worlds. */
@NullMarked
package io.durastack.standalone.audit;

import org.jspecify.annotations.NullMarked;
