/**
 * Lists of resources: one whitelisted query for all, by keyset, with filters, sorting and labels.
 */
@NullMarked
package io.durastack.inventory.list;

import org.jspecify.annotations.NullMarked;
