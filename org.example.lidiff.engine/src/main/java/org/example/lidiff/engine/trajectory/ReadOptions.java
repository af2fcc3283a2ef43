package org.example.lidiff.engine.trajectory;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;

/**
 * How trajectory files are read.
 *
 * @param format format of the files
 * @param kind whether the frames follow each other in time
 * @param timeStepFs time between two successive frames as the files store them, in fs (for VASP POTIM × NBLOCK); checked against the file
 *        where that says it, required where it does not and the frames are continuous
 * @param joining whether files are parts of one run
 * @param firstFrame first frame of each run (of each file, for independent frames) that is kept, counted from 0
 * @param lastFrame last frame that is kept
 * @param stride every stride-th frame is kept
 * @param sampleFrames how many frames, equally spaced, are kept of each run (of all files together, for independent frames); 0 for all
 * @param dropUnconverged whether frames whose electronic structure did not converge lose their labels (in a continuous run) or are left
 *        out (independent frames)
 * @param temperatureK temperature in K; NaN to take it from the file where it says it
 * @param cell the cell for files that have none; where a file has one, the file's is used
 * @param species element symbols for names or types in the files that are none
 * @param energies which energy of a smeared electronic structure is read
 * @param lammpsUnits units of LAMMPS dumps that do not say theirs
 */
public record ReadOptions(TrajectoryFormat format, RunKind kind, OptionalDouble timeStepFs, FileJoining joining, long firstFrame,
    long lastFrame, int stride, int sampleFrames, boolean dropUnconverged, double temperatureK, Optional<Cell> cell,
    Map<String, String> species, EnergyKind energies, LammpsUnits lammpsUnits) {

    /** Copies the map and checks the numbers. */
    public ReadOptions {
        species = Map.copyOf(species);
        if (timeStepFs.isPresent() && !(timeStepFs.getAsDouble() > 0 && timeStepFs.getAsDouble() < 1e9)) {
            throw new InputException("The time step is " + timeStepFs.getAsDouble() + " fs.", "Give a time step above 0 fs.");
        }
        if (stride < 1) {
            throw new InputException("The stride is " + stride + ".", "Give a stride of at least 1.");
        }
        if (firstFrame < 0 || lastFrame < firstFrame) {
            throw new InputException("The frames to keep go from " + firstFrame + " to " + lastFrame + ".",
                "Give a first frame of at least 0 and a last frame that is not before it.");
        }
        if (sampleFrames < 0) {
            throw new InputException("The number of frames to sample is " + sampleFrames + ".", "Give a number above 0, or 0 for all frames.");
        }
        if (temperatureK < 0 || Double.isInfinite(temperatureK)) {
            throw new InputException("The temperature is " + temperatureK + " K.", "Give a temperature of at least 0 K.");
        }
    }

    /** All frames of continuous runs, format and time step from the files, files with the same atoms joined. */
    public static ReadOptions defaults() {
        return new ReadOptions(TrajectoryFormat.AUTO, RunKind.CONTINUOUS, OptionalDouble.empty(), FileJoining.JOIN, 0, Long.MAX_VALUE, 1, 0,
            true, Double.NaN, Optional.empty(), Map.of(), EnergyKind.FREE, LammpsUnits.AUTO);
    }

    /** The same with another format. */
    public ReadOptions withFormat(final TrajectoryFormat newFormat) {
        return new ReadOptions(newFormat, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged,
            temperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with another kind. */
    public ReadOptions withKind(final RunKind newKind) {
        return new ReadOptions(format, newKind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged,
            temperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with this time between frames in fs. */
    public ReadOptions withTimeStepFs(final double newTimeStepFs) {
        return new ReadOptions(format, kind, OptionalDouble.of(newTimeStepFs), joining, firstFrame, lastFrame, stride, sampleFrames,
            dropUnconverged, temperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with files joined or not. */
    public ReadOptions withJoining(final FileJoining newJoining) {
        return new ReadOptions(format, kind, timeStepFs, newJoining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged,
            temperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with this range of frames, both ends included. */
    public ReadOptions withFrames(final long first, final long last) {
        return new ReadOptions(format, kind, timeStepFs, joining, first, last, stride, sampleFrames, dropUnconverged, temperatureK, cell,
            species, energies, lammpsUnits);
    }

    /** The same with another stride. */
    public ReadOptions withStride(final int newStride) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, newStride, sampleFrames, dropUnconverged,
            temperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with this many frames sampled. */
    public ReadOptions withSampleFrames(final int count) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, count, dropUnconverged, temperatureK, cell,
            species, energies, lammpsUnits);
    }

    /** The same with unconverged frames dropped or kept. */
    public ReadOptions withDropUnconverged(final boolean drop) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, drop, temperatureK, cell,
            species, energies, lammpsUnits);
    }

    /** The same with this temperature in K. */
    public ReadOptions withTemperatureK(final double newTemperatureK) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged,
            newTemperatureK, cell, species, energies, lammpsUnits);
    }

    /** The same with this cell for files that have none. */
    public ReadOptions withCell(final Cell newCell) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged, temperatureK,
            Optional.of(newCell), species, energies, lammpsUnits);
    }

    /** The same with element symbols for these names or types. */
    public ReadOptions withSpecies(final Map<String, String> newSpecies) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged, temperatureK,
            cell, newSpecies, energies, lammpsUnits);
    }

    /** The same with another energy. */
    public ReadOptions withEnergies(final EnergyKind kindOfEnergy) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged, temperatureK,
            cell, species, kindOfEnergy, lammpsUnits);
    }

    /** The same with other units of LAMMPS dumps. */
    public ReadOptions withLammpsUnits(final LammpsUnits units) {
        return new ReadOptions(format, kind, timeStepFs, joining, firstFrame, lastFrame, stride, sampleFrames, dropUnconverged, temperatureK,
            cell, species, energies, units);
    }
}
