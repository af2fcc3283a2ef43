package org.knime.node.parameters.persistence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says under which key a field is kept. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Persist {

    /** The key; empty for the name of the field without "m_". */
    String configKey() default "";

    /** Appends "_Internals" to the key, which hides it from flow variables. */
    boolean hidden() default false;
}
