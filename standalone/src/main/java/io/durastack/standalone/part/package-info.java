/** The processes that an installation is made of, and the supervisor that keeps them alive. */
@NullMarked
package io.durastack.standalone.part;

import org.jspecify.annotations.NullMarked;
