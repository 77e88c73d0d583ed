/** All of it in one process; what ./dura runs. */
@NullMarked
package io.durastack.standalone;

import org.jspecify.annotations.NullMarked;
