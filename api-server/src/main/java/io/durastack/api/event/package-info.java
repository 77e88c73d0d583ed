/** What happened, as a stream that can be taken up where it was left. */
@NullMarked
package io.durastack.api.event;

import org.jspecify.annotations.NullMarked;
