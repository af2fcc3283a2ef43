package org.knime.core.standin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a public class that KNIME does not have: the headless runner and tests may use it, a node must not. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@StandinOnly
public @interface StandinOnly {
}
