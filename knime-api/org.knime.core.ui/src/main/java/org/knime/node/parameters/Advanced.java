package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows fields or sections with the advanced settings only. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {
}
