package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.Version;
import org.example.lidiff.nodes.Nodes;
import org.junit.jupiter.api.Test;

class ProvenanceStepTest {

    private static final String NODES = "org.example.lidiff.nodes.";

    @Test
    void parametersHaveTheKeysOfTheSettings() {
        final Provenance.Step step = ProvenanceStep.of("Run MD", Nodes.defaults(Nodes.parameters(NODES + "runmd.RunMdNodeFactory")),
            Map.of("a", "b"));
        assertEquals("Run MD", step.node());
        assertEquals(Version.current(), step.version());
        assertEquals("900.0", step.parameters().get("conditions/0/temperatureK"));
        assertEquals("NVT_VELOCITY_RESCALING", step.parameters().get("ensemble"));
        assertEquals(Map.of("a", "b"), step.inputHashes());
    }

    @Test
    void absentValuesAndPathsOfTheUserAreLeftOut() {
        final Provenance.Step step = ProvenanceStep.of("Load AIMD", Nodes.defaults(Nodes.parameters(NODES + "loadaimd.LoadAimdNodeFactory")),
            Map.of());
        assertEquals("1", step.parameters().get("stride"));
        assertFalse(step.parameters().containsKey("timeStepFs"), step.toString());
        assertFalse(step.parameters().keySet().stream().anyMatch(k -> k.startsWith("files/") || k.startsWith("folder")), step.toString());
    }
}
