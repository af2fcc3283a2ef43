package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.StressKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class TrainingSetTest {

    private static final TrainingSetOptions DEFAULTS = TrainingSetOptions.defaults();

    @Test
    void heldOutFramesAreBlocksAtTheEndOfEachRun() {
        final TrainingSet set = of(DEFAULTS.withValidationFraction(0.2).withTestFraction(0.1), LabeledRuns.vibration(20, 1),
            LabeledRuns.vibration(10, 2));
        assertEquals(List.of("0:0-13", "1:0-6"), blocks(set, FrameRole.TRAINING));
        assertEquals(List.of("0:14-17", "1:7-8"), blocks(set, FrameRole.VALIDATION));
        assertEquals(List.of("0:18-19", "1:9-9"), blocks(set, FrameRole.TEST));
        assertEquals("[Li, Si]", set.elements().toString());
    }

    // two kinds, one of them in two runs of different atoms: the last of each kind in the order of the files
    @Test
    void theLastOfEachKindOfIndependentFramesAreHeldOut() {
        final Trajectory bulk = LabeledRuns.labeled(10, 1, EnumSet.allOf(Quantity.class), RunInfo.independent("a").withDynamics("bulk", false));
        final Trajectory surface = LabeledRuns.changed(
            LabeledRuns.labeled(6, 2, EnumSet.allOf(Quantity.class), RunInfo.independent("a").withDynamics("surface", false)), b -> {
                for (int f = 0; f < 6; f++) {
                    b.steps()[f] = 100 + 2 * f;
                }
            });
        final Trajectory slab = LabeledRuns.changed(
            LabeledRuns.labeled(4, 3, EnumSet.allOf(Quantity.class), RunInfo.independent("a").withDynamics("surface", false)), b -> {
                for (int f = 0; f < 4; f++) {
                    b.steps()[f] = 101 + 2 * f;
                }
            });
        final TrainingSet set = of(DEFAULTS.withValidationFraction(0.2), bulk, surface, slab);
        assertEquals(List.of("frame 9 of run 1 (bulk)", "frame 10 of run 1 (bulk)", "frame 5 of run 2 (surface)", "frame 6 of run 2 (surface)"),
            set.frames(FrameRole.VALIDATION).stream().map(LabeledFrame::name).toList());
        assertEquals(16, set.frames(FrameRole.TRAINING).size());
    }

    @Test
    void framesAreTakenEquidistantly() {
        final TrainingSet set = of(DEFAULTS.withMaxFrames(12), LabeledRuns.vibration(48, 1));
        final List<Long> frames = set.frames(FrameRole.TRAINING).stream().map(LabeledFrame::frame).toList();
        assertEquals(List.of(0L, 4L, 8L, 12L, 16L, 20L, 24L, 28L, 32L, 36L), frames);
    }

    @Test
    void virialIsMinusStressTimesVolume() {
        final Trajectory run = LabeledRuns.vibration(12, 1);
        final LabeledFrame frame = of(DEFAULTS, run).frames(FrameRole.TRAINING).get(3);
        final EnergyForcesVirial expected = LabeledRuns.teacher()
            .evaluate(new Structure(frame.cell(), frame.atomicNumbers(), frame.positions()));
        assertArrayEquals(expected.virial(), frame.virial(), 1e-10);
        assertTrue(of(DEFAULTS.withoutVirials(), run).frames(FrameRole.TRAINING).stream().allMatch(f -> f.virial() == null));
    }

    @Test
    void stressOfUnknownTemperatureWithKineticPartIsNotUsed() {
        final TrainingSet set = of(DEFAULTS, LabeledRuns.labeled(12, 1, EnumSet.allOf(Quantity.class),
            RunInfo.independent("md").withStressKind(StressKind.TOTAL)));
        assertTrue(set.frames(FrameRole.TRAINING).stream().allMatch(f -> f.virial() == null));
        assertTrue(set.warnings().get(0).contains("The stress of run 1 contains the kinetic part"), set.warnings().toString());
    }

    @Test
    void framesWithoutForcesAreCounted() {
        final Trajectory run = LabeledRuns.changed(LabeledRuns.vibration(20, 1), b -> {
            b.forces()[3 * 6 * 4 + 1] = Double.NaN;
            b.energies()[7] = Double.NaN;
            b.energies()[8] = Double.NaN;
        });
        final TrainingSet set = of(DEFAULTS, run);
        assertTrue(set.report().startsWith("17 of 20 frames"), set.report());
        assertTrue(set.report().contains("1 without forces, 2 without energy"), set.report());
        assertTrue(set.warnings().toString().contains("Frames that were not used: 1 without forces, 2 without energy."));
    }

    @Test
    void noFrameWithForcesIsRefused() {
        final InputException e = refused(DEFAULTS, LabeledRuns.labeled(12, 1, EnumSet.of(Quantity.ENERGY), RunInfo.independent("x")));
        assertEquals("None of the 12 frames can be used for training: 12 without forces.", e.summary());
        assertTrue(e.resolution().contains("-frc-1.xyz"));
    }

    @Test
    void tooFewFramesAreRefused() {
        final InputException e = refused(DEFAULTS, LabeledRuns.vibration(9, 1));
        assertTrue(e.summary().startsWith("Only 9 of 9 frames can be used for training, the least is 10"), e.summary());
    }

    @Test
    void holdingOutEverythingIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> DEFAULTS.withValidationFraction(0.7).withTestFraction(0.3));
        assertTrue(e.summary().startsWith("Validation and test take 100 % of the frames"), e.summary());
        final Trajectory[] single = new Trajectory[10];
        Arrays.setAll(single, i -> LabeledRuns.vibration(1, i));
        final InputException all = refused(DEFAULTS.withValidationFraction(0.96), single);
        assertEquals("All 10 frames are held out for validation and test, none is left for training.", all.summary());
    }

    @Test
    void repeatedFramesAreLeftOutByName() {
        final Trajectory run = LabeledRuns.changed(LabeledRuns.vibration(14, 1),
            b -> System.arraycopy(b.positions(), 18 * 2, b.positions(), 18 * 9, 18));
        final TrainingSet set = of(DEFAULTS, run);
        assertTrue(set.warnings().toString().contains("1 frame(s) repeat an earlier one and are left out: frame 10 of run 1 is frame 3 of run 1."),
            set.warnings().toString());
        assertTrue(set.report().startsWith("13 of 14"), set.report());
    }

    @Test
    void atomsThatAreTooCloseAreRefusedByName() {
        final InputException e = refused(DEFAULTS, LabeledRuns.changed(LabeledRuns.vibration(14, 1), b -> {
            for (int k = 0; k < 3; k++) {
                b.positions()[18 * 5 + 3 + k] = b.positions()[18 * 5 + k] + (k == 0 ? 0.7 : 0);
            }
        }));
        assertEquals("In frame 6 of run 1 the atoms 1 (Li) and 2 (Si) are 0.70 Å apart, closer than any bond (0.9 Å).", e.summary());
    }

    @Test
    void energiesInAWrongUnitAreNoticed() {
        final Trajectory good = continuous();
        assertTrue(of(DEFAULTS, good).warnings().stream().noneMatch(w -> w.contains("wrong unit")));
        final Trajectory bad = LabeledRuns.changed(good, b -> {
            for (int f = 0; f < b.frames(); f++) {
                b.energies()[f] *= 27.211386;
            }
        });
        final String warnings = of(DEFAULTS, bad).warnings().toString();
        assertTrue(warnings.contains("In run 1 the energy changes by 2") && warnings.contains("times the work of the forces"), warnings);
    }

    // a smooth path without noise, so that the trapezoidal rule holds
    private static Trajectory continuous() {
        final Trajectory run = LabeledRuns.vibration(30, 1);
        return LabeledRuns.changed(run, b -> {
            final double[] from = Arrays.copyOf(b.positions(), 18);
            final double[] to = Arrays.copyOfRange(b.positions(), 18 * 20, 18 * 21);
            final int[] z = run.atomicNumbers();
            for (int f = 0; f < 30; f++) {
                for (int i = 0; i < 18; i++) {
                    b.positions()[18 * f + i] = from[i] + (to[i] - from[i]) * Math.sin(0.1 * f);
                }
                final EnergyForcesVirial e = LabeledRuns.teacher().evaluate(new Structure(
                    org.example.lidiff.engine.structure.Cell.of(Arrays.copyOf(b.cells(), 9)), z, Arrays.copyOfRange(b.positions(), 18 * f, 18 * f + 18)));
                b.energies()[f] = e.energy();
                System.arraycopy(e.forces(), 0, b.forces(), 18 * f, 18);
            }
        });
    }

    private static TrainingSet of(final TrainingSetOptions options, final Trajectory... runs) {
        return TrainingSet.of(LabeledRuns.set(runs), options, Progress.NONE);
    }

    private static InputException refused(final TrainingSetOptions options, final Trajectory... runs) {
        return assertThrows(InputException.class, () -> of(options, runs));
    }

    private static List<String> blocks(final TrainingSet set, final FrameRole role) {
        return List.of(0, 1).stream().map(run -> {
            final long[] f = set.frames(role).stream().filter(x -> x.run() == run).mapToLong(LabeledFrame::frame).toArray();
            assertEquals(f.length - 1, f[f.length - 1] - f[0]);
            return run + ":" + f[0] + "-" + f[f.length - 1];
        }).toList();
    }
}
