/** What the pages for people must keep up with. */
@NullMarked
package io.durastack.proof.docs;

import org.jspecify.annotations.NullMarked;
