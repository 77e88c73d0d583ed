/** The steps of a VM in the inventory. */
@NullMarked
package io.durastack.activities.vm;

import org.jspecify.annotations.NullMarked;
