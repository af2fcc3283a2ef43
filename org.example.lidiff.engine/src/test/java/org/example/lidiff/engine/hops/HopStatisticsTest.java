package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.HopStatisticsFigures;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

class HopStatisticsTest {

    private static final Cell CELL = Cell.of(12, 0, 0, 0, 12, 0, 0, 0, 12);
    private static final SiteNetwork SITES = SiteNetwork.of(CELL, new double[] {0.25, 0.5, 0.5, 0.5, 0.5, 0.5}, List.of("A", "B"), SyntheticCrystal.LI);

    /** One ion that vibrates at 8 THz and hops every 500 frames. */
    private static Trajectory run(final double temperature, final double interval, final int hops) {
        final int frames = 500 * (hops + 1);
        final FrameBlock b = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
        b.resize(frames);
        for (int f = 0; f < frames; f++) {
            System.arraycopy(CELL.rows(), 0, b.cells(), 9 * f, 9);
            final double phase = 2 * Math.PI * 0.008 * interval * f;
            // from one site to the other within 100 frames
            final double way = Math.min(1, f % 500 / 100.0);
            final double x = f < 500 ? 0 : (f / 500 % 2 == 1 ? 1 : -1) * 0.5 * (1 - Math.cos(Math.PI * way)) + (f / 500 % 2 == 1 ? 0 : 1);
            b.positions()[3 * f] = 3 + 3 * x + 0.1 * Math.sin(phase);
            b.positions()[3 * f + 1] = 6 + 0.1 * Math.cos(phase);
            b.positions()[3 * f + 2] = 6;
        }
        return InMemoryTrajectory.of(RunInfo.continuous("vibrating", interval).withTemperature(temperature), new int[] {3}, b);
    }

    private static List<HopStatistics> statistics(final Trajectory... runs) {
        final TrajectorySet set = SyntheticCrystal.set(runs);
        return HopStatistics.of(HopDetector.of(SITES, HopOptions.defaults()).detect(set, Progress.NONE), set, HopStatistics.Options.defaults(),
            Progress.NONE);
    }

    private static double value(final HopStatistics s, final String name) {
        return s.quantities().stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void numbersOfAKnownRun() {
        final HopStatistics s = statistics(run(700, 5, 3)).get(0);
        assertEquals(700, s.temperatureK());
        assertEquals(3, value(s, "Hops"));
        // 2000 frames of 5 fs
        assertEquals(10, value(s, "Ion time"), 1e-12);
        assertEquals(0.3, value(s, "Hop rate of an ion"), 1e-12);
        assertEquals(100, value(s, "Hops straight back"));
        // the way of the hops adds a little at low frequencies to the line at 8 THz
        assertEquals(8, value(s, "Attempt frequency"), 1);
        final double nu = value(s, "Attempt frequency");
        assertEquals(-Units.BOLTZMANN * 700 * Math.log(0.3 / nu), value(s, "Effective barrier"), 1e-12);
        final double[] barrier = s.barrier(RateEstimate.of(3, 10_000));
        assertTrue(barrier[1] < barrier[0] && barrier[0] < barrier[2]);
        assertNull(s.barrier(RateEstimate.of(0, 10_000)), "no hop, no barrier");
        assertEquals(List.of("", "A", "B"), List.copyOf(s.residence().keySet()));
        assertEquals(3, s.residence().get("").stays());
        assertEquals(1, s.residence().get("").censored(), "the last one");
        assertEquals(1, s.vacancies().orElseThrow().paths().size());
        assertEquals(3, s.vacancies().orElseThrow().moves());
    }

    @Test
    void figuresShowWhatThereIs() {
        final List<Picture> all = HopStatisticsFigures.of(statistics(run(700, 5, 3)), Optional.empty());
        assertEquals(List.of("residence", "recrossing", "vacancies", "vacancy-clusters", "vibrations"), all.stream().map(Picture::id).toList());
        final Figure residence = (Figure)all.get(0);
        assertEquals("Share of stays longer than a time", residence.title());
        assertEquals(residence, Figure.fromJson(residence.toJson()));
        assertEquals(List.of("vacancies", "vacancy-clusters"),
            HopStatisticsFigures.of(statistics(run(700, 50, 0)), Optional.empty()).stream().map(Picture::id).toList(), "no hop, no vibrations");
    }

    @Test
    void temperaturesStayApart() {
        final List<HopStatistics> all = statistics(run(900, 5, 1), run(700, 5, 3), run(705, 5, 2));
        assertEquals(2, all.size());
        assertEquals(5, value(all.get(0), "Hops"));
        assertEquals(1, value(all.get(1), "Hops"));
        assertEquals(2, value(all.get(0), "Ions"));
        assertEquals(List.of(1, 2), all.get(0).runs());
        assertEquals(List.of(0), all.get(1).runs());
    }

    @Test
    void framesTooFarApartForVibrationsGiveNoAttemptFrequency() {
        // 8 THz every 50 fs: the highest frequency is 10 THz
        final HopStatistics s = statistics(run(700, 50, 2)).get(0);
        assertTrue(s.vibrations().isEmpty());
        assertTrue(s.warnings().get(0).contains("Frames 50.00 fs apart show vibrations up to 10.0 THz only"), () -> s.warnings().toString());
        assertNull(s.barrier(RateEstimate.of(3, 10_000)));
        assertTrue(s.quantities().stream().noneMatch(q -> q.name().equals("Effective barrier")));
    }

    @Test
    void withoutHopsTheRateHasAnUpperLimit() {
        final HopStatistics s = statistics(run(700, 5, 0)).get(0);
        final HopStatistics.Quantity rate = s.quantities().stream().filter(q -> q.name().equals("Hop rate of an ion")).findFirst().orElseThrow();
        assertEquals(0, rate.value());
        assertEquals(3.0 / 2.5, rate.upper(), 1e-12);
        assertTrue(rate.remark().contains("3.00"));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertTrue(assertThrows(InputException.class, () -> new HopStatistics.Options(0, Optional.empty(), 1)).getMessage().contains("is 0.0 fs"));
        assertTrue(assertThrows(InputException.class, () -> new HopStatistics.Options(1, Optional.of(-1.0), 1)).getMessage().contains("is -1.0 Å"));
    }
}
