/** The folder that an installation lives in: ports, secrets, state. */
@NullMarked
package io.durastack.standalone.home;

import org.jspecify.annotations.NullMarked;
