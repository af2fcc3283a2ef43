package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A condition on a text. */
public interface TextInputWidgetValidation extends BuiltinValidation {

    /** A pattern that the whole text matches. */
    abstract class PatternValidation implements TextInputWidgetValidation {

        public PatternValidation() {
        }

        protected abstract String getPattern();

        @Override
        public String getErrorMessage() {
            return "The value must match " + getPattern() + ".";
        }

        /** Something other than blanks. */
        public static final class IsNotBlankValidation extends PatternValidation {

            public IsNotBlankValidation() {
            }

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }

            @Override
            public String getErrorMessage() {
                return "The value must not be blank.";
            }
        }
    }
}
