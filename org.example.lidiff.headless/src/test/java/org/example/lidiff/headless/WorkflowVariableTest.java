package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkflowVariableTest {

    @Test
    void readsNameValueAndType() {
        assertEquals(new WorkflowVariable("temperature", "800.5", "double"), WorkflowVariable.parse("temperature,800.5,double"));
        assertEquals(new WorkflowVariable("labels", "T2, T5", "String"), WorkflowVariable.parse("labels,\"T2, T5\",String"));
    }

    @Test
    void refusesMissingPartsAndUnknownTypes() {
        final RunnerException parts = assertThrows(RunnerException.class, () -> WorkflowVariable.parse("temperature,800"));
        assertEquals(ExitCode.USAGE, parts.exitCode());
        assertTrue(parts.getMessage().contains("has 2 parts"), parts.getMessage());
        final RunnerException type = assertThrows(RunnerException.class, () -> WorkflowVariable.parse("temperature,800,float"));
        assertEquals(ExitCode.USAGE, type.exitCode());
        assertTrue(type.getMessage().contains("'float'") && type.getMessage().contains("String, int or double"), type.getMessage());
    }
}
