/** What ./dura demo does, as a client of the REST API. */
@NullMarked
package io.durastack.standalone.demo;

import org.jspecify.annotations.NullMarked;
