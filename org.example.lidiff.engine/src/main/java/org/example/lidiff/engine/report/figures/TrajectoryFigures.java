package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.Scene;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameSummaries.FrameSummary;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** What was loaded: energy, largest force, temperature and volume along the runs, and the complete crystal. Filled frame by frame. */
public final class TrajectoryFigures {

    private final TrajectorySet set;
    private final boolean dynamics;
    private final List<Trace> energies = new ArrayList<>();
    private final List<Trace> forces = new ArrayList<>();
    private final List<Trace> volumes = new ArrayList<>();
    private final List<Trace> temperatures = new ArrayList<>();

    /** Figures of {@code set}, still empty. */
    public TrajectoryFigures(final TrajectorySet set) {
        this.set = set;
        dynamics = set.runs().stream().allMatch(r -> r.info().kind() == RunKind.CONTINUOUS);
        set.runs().forEach(r -> {
            energies.add(new Trace());
            forces.add(new Trace());
            volumes.add(new Trace());
            temperatures.add(new Trace());
        });
    }

    /** Adds a frame. */
    public void add(final FrameSummary frame) {
        final double x = dynamics ? frame.timeFs() / Units.PICOSECOND : frame.frame();
        energies.get(frame.run()).add(x, frame.energy() / set.runs().get(frame.run()).atoms());
        forces.get(frame.run()).add(x, frame.maxForce());
        volumes.get(frame.run()).add(x, frame.volume());
        temperatures.get(frame.run()).add(x, frame.temperatureK());
    }

    /** The pictures of all frames added so far. */
    public List<Picture> pictures() {
        final List<Picture> pictures = new ArrayList<>();
        if (energies.stream().anyMatch(Trace::hasValues)) {
            pictures.add(figure("energy", "Potential energy of each frame", Axis.linear("Potential energy per atom", "eV"), energies));
        }
        if (forces.stream().anyMatch(Trace::hasValues)) {
            pictures.add(figure("max-force", "Largest force on an atom in each frame", Axis.linear("Largest force", "eV/Å"), forces));
        }
        if (temperatures.stream().anyMatch(Trace::hasValues)) {
            pictures.add(figure("temperature", "Temperature of each frame", Axis.linear("Temperature", "K"), temperatures));
        }
        if (pictures.isEmpty() || spread(volumes) > 1e-6) {
            pictures.add(figure("volume", "Volume of the cell in each frame", Axis.linear("Volume", "Å³"), volumes));
        }
        set.reference().ifPresent(r -> pictures.add(crystal(r.unitCell())));
        return pictures;
    }

    private static Scene crystal(final Structure unitCell) {
        return CrystalScene.of("reference-structure", "Reference structure: " + unitCell.formula(), unitCell)
            .note("The unit cell of the complete crystal. Detect Hops takes its sites from here.").build();
    }

    private Figure figure(final String id, final String title, final Axis y, final List<Trace> traces) {
        final FigureBuilder figure = Figure.builder(id).title(title)
            .x(dynamics ? Axis.linear("Time", "ps") : Axis.dimensionless("Frame number")).y(y);
        for (int r = 0; r < traces.size(); r++) {
            if (traces.get(r).hasValues()) {
                figure.line(name(r), traces.get(r).x(), traces.get(r).y());
            }
        }
        return figure.build();
    }

    private String name(final int r) {
        final Trajectory run = set.runs().get(r);
        return "Run " + (r + 1) + ": " + run.frames() + " frames, " + run.atoms() + " atoms";
    }

    /** Relative difference between the largest and the smallest value. */
    private static double spread(final List<Trace> traces) {
        final DoubleSummaryStatistics all = traces.stream().flatMapToDouble(t -> Arrays.stream(t.y())).summaryStatistics();
        return all.getCount() == 0 ? 0 : (all.getMax() - all.getMin()) / Math.abs(all.getMax());
    }
}
