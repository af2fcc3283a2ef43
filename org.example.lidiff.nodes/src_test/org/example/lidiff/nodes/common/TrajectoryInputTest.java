package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.nodes.Nodes;
import org.example.lidiff.nodes.ports.JumpNetworkPortObjectSpec;
import org.example.lidiff.nodes.ports.SmallData;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;

class TrajectoryInputTest {

    @TempDir
    private static Path folder;
    private static TrajectorySetPortObjectSpec dynamics;
    private static TrajectorySetPortObjectSpec points;

    @BeforeAll
    static void specs() {
        Nodes.registerPortTypes();
        dynamics = spec("dynamics", SmallData.dynamics());
        points = spec("points", RunInfo.independent("points"));
    }

    private static TrajectorySetPortObjectSpec spec(final String name, final RunInfo info) {
        SmallData.writeTrajectories(folder.resolve(name), info);
        return TrajectorySetPortObjectSpec.of(TrajectorySetFile.open(folder.resolve(name)));
    }

    private static void refused(final Executable check, final String... parts) {
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, check);
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void singlePointsAreRefusedByName() throws InvalidSettingsException {
        TrajectoryInput.requireDynamics(dynamics, "Detect Hops");
        refused(() -> TrajectoryInput.requireDynamics(points, "Detect Hops"), "independent frames", "Detect Hops needs", "'Dynamics' in Load AIMD");
    }

    @Test
    void anElementThatIsNotThereIsRefusedWithThoseThatAre() throws InvalidSettingsException {
        TrajectoryInput.requireElement(dynamics, "Li", "mobileElement");
        refused(() -> TrajectoryInput.requireElement(dynamics, "Na", "mobileElement"), "'Na' (mobileElement)", "Li, Si");
    }

    @Test
    void theReferenceStructureMustBeThere() throws InvalidSettingsException {
        TrajectoryInput.requireReference(dynamics);
    }

    @Test
    void whatIsNotKnownYetPasses() throws InvalidSettingsException {
        for (final TrajectorySetPortObjectSpec spec : new TrajectorySetPortObjectSpec[] {null, new TrajectorySetPortObjectSpec()}) {
            TrajectoryInput.requireDynamics(spec, "Detect Hops");
            TrajectoryInput.requireElement(spec, "Na", "mobileElement");
            TrajectoryInput.requireReference(spec);
        }
    }

    @Test
    void aWordThatIsNoElementIsRefused() {
        assertEquals("Li", TrajectoryInput.element("Li").symbol());
        final InputException e = assertThrows(InputException.class, () -> TrajectoryInput.element("Lithium"));
        assertTrue(e.summary().contains("'Lithium' is no chemical element") && e.resolution().contains("for example Li"), e.getMessage());
    }

    @Test
    void sitesOfAnotherElementAreRefused() throws InvalidSettingsException {
        TrajectoryInput.requireSitesOf(null, "Li", "mobileElement");
        TrajectoryInput.requireSitesOf(new JumpNetworkPortObjectSpec("Li"), "Li", "mobileElement");
        assertEquals("The connected sites are those of Na, but the mobile element (mobileElement) is Li: choose Na, or connect a jump network of Li.",
            assertThrows(InvalidSettingsException.class, () -> TrajectoryInput.requireSitesOf(new JumpNetworkPortObjectSpec("Na"), "Li", "mobileElement")).getMessage());
    }
}
