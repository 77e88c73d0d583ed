package io.durastack.api.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers whose type does not say it. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** What people see of the resource. */
    Class<?> value();

    /** Status when it is done at once, or when the caller waited for it. */
    int status() default 201;

    /** Whether it becomes an operation: {@code 202} with the resource and the operation. */
    boolean operation() default false;
}
