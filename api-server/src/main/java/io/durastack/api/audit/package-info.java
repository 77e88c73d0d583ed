/**
 * The audit: what the rows say against what the hosts hold, both ways, and calls that repair what
 * differs. It changes nothing by itself.
 */
@NullMarked
package io.durastack.api.audit;

import org.jspecify.annotations.NullMarked;
