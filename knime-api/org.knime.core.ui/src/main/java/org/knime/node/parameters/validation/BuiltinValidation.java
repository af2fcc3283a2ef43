package org.knime.node.parameters.validation;

/** A check that the dialog makes while one types; the node must make it again in validate. */
public interface BuiltinValidation {

    String getErrorMessage();
}
