package org.knime.node.parameters.widget.number;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Says which numbers a field takes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NumberInputWidget {

    Class<? extends MinValidation> minValidation() default NoMinimum.class;

    Class<? extends MaxValidation> maxValidation() default NoMaximum.class;
}

/** As small as the type allows. */
final class NoMinimum extends MinValidation {

    @Override
    protected double getMin() {
        return Double.NEGATIVE_INFINITY;
    }
}

/** As large as the type allows. */
final class NoMaximum extends MaxValidation {

    @Override
    protected double getMax() {
        return Double.POSITIVE_INFINITY;
    }
}
