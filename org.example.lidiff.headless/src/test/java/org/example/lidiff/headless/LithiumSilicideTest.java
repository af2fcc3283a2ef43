package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow test-workflows/lithium-silicide, from ab-initio dynamics to the network, with settings that take seconds. */
class LithiumSilicideTest {

    private static final String FACTORY = "org.example.lidiff.nodes.%s.%sNodeFactory";
    private static final String TRAIN = FACTORY.formatted("finetunemlff", "FineTuneMlff");
    private static final String MD = FACTORY.formatted("runmd", "RunMd");
    private static final String MSM = FACTORY.formatted("buildmsm", "BuildMsm");

    /** What is changed, as NODE,key,value,type with the factory in place of the node's number. */
    private static final String[][] QUICK = {{TRAIN, "epochs,2,int"}, {TRAIN, "maximumFrames,16,int"},
        {TRAIN, "maximumFrames_is_present,true,boolean"}, {TRAIN, "neurons,5,int"}, {TRAIN, "radialCutoffAngstrom,4.5,double"},
        {TRAIN, "angularCutoffAngstrom,3.5,double"}, {MD, "productionPs,0.2,double"}, {MD, "equilibrationPs,0.02,double"},
        {MD, "conditions/0/temperatureK,800,double"}, {MD, "conditions/0/replicas,1,int"}, {MD, "repeatA,1,int"}, {MD, "repeatB,1,int"},
        {MD, "repeatC,1,int"}, {MD, "vacancies/0/count,1,int"}, {MSM, "samples,5,int"}};

    @TempDir
    private Path folder;

    @Test
    void theWholeChainRuns() throws IOException {
        final Path workflow = Folders.root().resolve("test-workflows/lithium-silicide");
        final WorkflowDirectory nodes = WorkflowDirectory.read(workflow);
        final Map<String, String> before = FolderHash.of(workflow);
        final Path output = folder.resolve("out");
        final Object[] words = new Object[4 + QUICK.length];
        words[0] = "run";
        words[1] = workflow;
        words[2] = "--output";
        words[3] = output;
        for (int i = 0; i < QUICK.length; i++) {
            words[4 + i] = "-option=" + id(nodes, QUICK[i][0]) + "," + QUICK[i][1];
        }
        final Command run = Command.lidiff(words);
        assertEquals(before, FolderHash.of(workflow));
        // a force field of two epochs need not give hops: up to Detect Hops every node must run, after it a node may say why it cannot
        final int md = id(nodes, MD);
        for (final int id : nodes.topologicalOrder()) {
            final JsonNode node = Command.node(output, id);
            final boolean early = id == md || id == id(nodes, TRAIN) || id == id(nodes, TestWorkflow.LOAD) || id == id(nodes, TestWorkflow.HOPS);
            if (early || run.exitCode() == ExitCode.OK) {
                assertEquals("EXECUTED", node.get("state").textValue(), run.text());
            } else if (!"EXECUTED".equals(node.get("state").textValue())) {
                assertTrue(node.get("error").textValue().length() > 20, node.toString());
                assertTrue(!node.get("error").textValue().contains("error of the program"), node.toString());
            }
            node.get("outputs").forEach(o -> assertTrue(Files.exists(output.resolve(o.textValue())), o.textValue()));
        }
        assertTrue(run.exitCode() == ExitCode.OK || run.exitCode() == ExitCode.EXECUTION, run.text());
        assertTrue(!run.hasStackTrace(), run.text());
        final String runs = Files.readString(Folders.files(output).stream().filter(f -> f.endsWith("Runs.csv")).findFirst().orElseThrow());
        assertTrue(runs.lines().skip(1).findFirst().orElseThrow().contains(",800.0,"), "the option sets the temperature: " + runs);
    }

    private static int id(final WorkflowDirectory workflow, final String factory) {
        return workflow.nodes().values().stream().filter(n -> n.factory().equals(factory)).findFirst().orElseThrow().id();
    }
}
