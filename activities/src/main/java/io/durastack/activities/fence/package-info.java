/**
 * Stands before every step: refuses the late, translates failures, and tells who needs attention.
 */
@NullMarked
package io.durastack.activities.fence;

import org.jspecify.annotations.NullMarked;
