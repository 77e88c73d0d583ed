/** Tests of encryption at rest. */
@NullMarked
package io.durastack.inventory.secret;

import org.jspecify.annotations.NullMarked;
