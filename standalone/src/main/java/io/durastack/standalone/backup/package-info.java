/** Backup of an installation on one machine, and its restore. */
@NullMarked
package io.durastack.standalone.backup;

import org.jspecify.annotations.NullMarked;
