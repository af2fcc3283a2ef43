package org.knime.node.parameters.widget.number;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A bound on a number. */
public interface NumberInputWidgetValidation extends BuiltinValidation {

    /** Whether the bound itself is refused. */
    default boolean isExclusive() {
        return false;
    }

    /** The smallest number; extended for other minima. */
    abstract class MinValidation implements NumberInputWidgetValidation {

        public MinValidation() {
        }

        protected abstract double getMin();

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "greater than " : "at least ") + getMin() + ".";
        }

        /** Zero or more. */
        public static final class IsNonNegativeValidation extends MinValidation {

            public IsNonNegativeValidation() {
            }

            @Override
            public double getMin() {
                return 0;
            }
        }

        /** More than zero. */
        public static final class IsPositiveDoubleValidation extends MinValidation {

            public IsPositiveDoubleValidation() {
            }

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }

        /** One or more. */
        public static final class IsPositiveIntegerValidation extends MinValidation {

            public IsPositiveIntegerValidation() {
            }

            @Override
            public double getMin() {
                return 1;
            }
        }
    }

    /** The largest number; extended for other maxima. */
    abstract class MaxValidation implements NumberInputWidgetValidation {

        public MaxValidation() {
        }

        protected abstract double getMax();

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "less than " : "at most ") + getMax() + ".";
        }
    }
}
