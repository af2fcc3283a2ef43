package org.example.lidiff.headless;

import java.util.List;
import java.util.Set;

/**
 * One {@code -workflow.variable=name,value,type} of KNIME's batch application.
 *
 * @param name the variable
 * @param value its value as text
 * @param type String, int or double
 */
record WorkflowVariable(String name, String value, String type) {

    private static final Set<String> TYPES = Set.of("String", "int", "double");

    /** Parses the text after {@code -workflow.variable=}. */
    static WorkflowVariable parse(final String text) {
        final List<String> parts = BatchOption.split(text);
        if (parts.size() != 3) {
            throw new RunnerException(ExitCode.USAGE, "The variable '-workflow.variable=" + text + "' has " + parts.size()
                + " parts, but needs three: -workflow.variable=NAME,VALUE,TYPE.");
        }
        if (!TYPES.contains(parts.get(2).strip())) {
            throw new RunnerException(ExitCode.USAGE, "The type '" + parts.get(2) + "' of '-workflow.variable=" + text
                + "' is not known. Use String, int or double.");
        }
        return new WorkflowVariable(parts.get(0).strip(), parts.get(1), parts.get(2).strip());
    }
}
