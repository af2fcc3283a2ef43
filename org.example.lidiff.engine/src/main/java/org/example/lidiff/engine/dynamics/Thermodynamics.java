package org.example.lidiff.engine.dynamics;

import java.util.List;

/**
 * The course and the averages of a run.
 *
 * @param rows states at equal distances in time, thinned out to a limited number
 * @param steps steps that the averages cover
 * @param temperatureK mean temperature in K
 * @param temperatureError standard error of the mean temperature in K by block averaging; NaN for a very short run
 * @param pressure mean pressure in eV/Å³
 * @param pressureError standard error of the mean pressure in eV/Å³; NaN for a very short run
 * @param potentialEnergy mean potential energy in eV
 * @param volume mean volume in Å³
 * @param drift slope of the conserved quantity in eV per atom and ns; NaN for fewer than two steps
 * @param scatter root mean square distance of the conserved quantity from that line, in eV per atom
 */
public record Thermodynamics(List<ThermodynamicsRow> rows, long steps, double temperatureK, double temperatureError, double pressure,
    double pressureError, double potentialEnergy, double volume, double drift, double scatter) {

    /** Copies the rows. */
    public Thermodynamics {
        rows = List.copyOf(rows);
    }
}
