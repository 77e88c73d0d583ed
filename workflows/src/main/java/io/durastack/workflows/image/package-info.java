/** Images that root volumes are made from. */
@NullMarked
package io.durastack.workflows.image;

import org.jspecify.annotations.NullMarked;
