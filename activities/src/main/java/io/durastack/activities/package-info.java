/** The contracts done for real. */
@NullMarked
package io.durastack.activities;

import org.jspecify.annotations.NullMarked;
