package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

class SettingsOverridesTest {

    private final NodeSettings model = new NodeSettings("model");

    @BeforeEach
    void settings() {
        model.addInt("stride", 1);
        model.addLong("seed", 1);
        model.addDouble("timeStepFs", 1);
        model.addBoolean("foldSites", true);
        model.addString("siteLabels", "");
        model.addNodeSettings("conditions").addNodeSettings("0").addDouble("temperatureK", 900);
    }

    @Test
    void replacesValuesOfEveryTypeAndKeepsTheTypes() throws InvalidSettingsException {
        change("1,stride,7,int");
        change("1,seed,12345678901,long");
        change("1,timeStepFs,0.5,double");
        change("1,foldSites,false,boolean");
        change("1,siteLabels,\"T2, T5\",String");
        change("1,conditions/0/temperatureK,800,double");
        assertEquals(7, model.getInt("stride"));
        assertEquals(12345678901L, model.getLong("seed"));
        assertEquals(0.5, model.getDouble("timeStepFs"));
        assertEquals(false, model.getBoolean("foldSites"));
        assertEquals("T2, T5", model.getString("siteLabels"));
        assertEquals(800, model.getNodeSettings("conditions").getNodeSettings("0").getDouble("temperatureK"));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOnes() {
        refused("1,timestepFS,2,double", "Node 1 (Run MD) has no setting 'timestepFS'", "nearest", "timeStepFs");
        refused("1,conditions/1/temperatureK,2,double", "conditions/0/temperatureK");
        refused("1,stride/deeper,2,int", "stride");
    }

    @Test
    void aGroupIsNoSetting() {
        refused("1,conditions,2,double", "has no setting 'conditions'");
    }

    @Test
    void theTypeMustBeThatOfTheSetting() {
        refused("1,stride,2,double", "gives the type double", "is of type int", "Write int");
        refused("1,siteLabels,T2,int", "Write string");
    }

    @Test
    void theValueMustFitTheType() {
        refused("1,stride,2.5,int", "'2.5'", "is no int");
        refused("1,timeStepFs,fast,double", "'fast'", "is no double");
        refused("1,foldSites,yes,boolean", "'yes'", "is no boolean");
    }

    private void change(final String option) {
        SettingsOverrides.apply(BatchOption.parse(option), model, "Run MD");
    }

    private void refused(final String option, final String... parts) {
        final RunnerException e = assertThrows(RunnerException.class, () -> change(option));
        assertEquals(ExitCode.USAGE, e.exitCode());
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void aFlowVariableReplacesTheSettingItIsTiedTo() throws InvalidSettingsException {
        variables(tied("timeStepFs", "dt"), Map.of("dt", new WorkflowVariable("dt", "0.25", "double")));
        assertEquals(0.25, model.getDouble("timeStepFs"));
    }

    @Test
    void aFlowVariableReachesNestedSettings() throws InvalidSettingsException {
        final NodeSettings settings = new NodeSettings("settings.xml");
        final NodeSettingsWO leaf = settings.addNodeSettings("variables").addNodeSettings("tree").addNodeSettings("conditions")
            .addNodeSettings("0").addNodeSettings("temperatureK");
        leaf.addString("used_variable", "t");
        leaf.addString("exposed_variable", null);
        variables(settings, Map.of("t", new WorkflowVariable("t", "700", "double")));
        assertEquals(700, model.getNodeSettings("conditions").getNodeSettings("0").getDouble("temperatureK"));
    }

    @Test
    void aTiedVariableThatIsNotSetIsRefused() {
        final RunnerException e = assertThrows(RunnerException.class, () -> variables(tied("timeStepFs", "dt"), Map.of()));
        assertEquals(ExitCode.LOAD, e.exitCode());
        assertTrue(e.getMessage().contains("'timeStepFs' of node 1 (Run MD)") && e.getMessage().contains("-workflow.variable=dt,VALUE,TYPE"),
            e.getMessage());
    }

    @Test
    void aVariableTiedToNoSettingIsRefused() {
        final RunnerException e = assertThrows(RunnerException.class,
            () -> variables(tied("gone", "dt"), Map.of("dt", new WorkflowVariable("dt", "1", "double"))));
        assertEquals(ExitCode.LOAD, e.exitCode());
        assertTrue(e.getMessage().contains("'gone'"), e.getMessage());
    }

    @Test
    void aVariableWhoseValueDoesNotFitIsRefused() {
        final RunnerException e = assertThrows(RunnerException.class,
            () -> variables(tied("stride", "n"), Map.of("n", new WorkflowVariable("n", "many", "String"))));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains("'many'") && e.getMessage().contains("is no int"), e.getMessage());
    }

    private static NodeSettings tied(final String key, final String variable) {
        final NodeSettings settings = new NodeSettings("settings.xml");
        final NodeSettingsWO leaf = settings.addNodeSettings("variables").addNodeSettings("tree").addNodeSettings(key);
        leaf.addString("used_variable", variable);
        leaf.addString("exposed_variable", null);
        return settings;
    }

    private void variables(final NodeSettings settings, final Map<String, WorkflowVariable> values) {
        SettingsOverrides.applyVariables(settings, model, values, "1 (Run MD)");
    }
}
