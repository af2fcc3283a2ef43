/**
 * Molecular dynamics: how atoms move on the energy surface of a {@link org.example.lidiff.engine.potential.Potential}.
 *
 * <p>{@link org.example.lidiff.engine.dynamics.Simulation} describes one run, {@link
 * org.example.lidiff.engine.dynamics.RunningSimulation} is the run itself, an {@link
 * org.example.lidiff.engine.dynamics.Observer} watches it, and {@link org.example.lidiff.engine.dynamics.MdRunner} carries
 * out many runs, temperatures times replicas. Positions are never wrapped. One seed gives the same bits on any number of
 * threads.
 *
 * <table>
 * <caption>Ensembles</caption>
 * <tr><th>class</th><th>ensemble</th><th>for transport</th></tr>
 * <tr><td>ConstantEnergy</td><td>NVE</td><td>yes</td></tr>
 * <tr><td>VelocityRescaling</td><td>NVT</td><td>yes</td></tr>
 * <tr><td>NoseHooverChain</td><td>NVT</td><td>yes</td></tr>
 * <tr><td>Langevin</td><td>NVT</td><td>no: friction changes diffusion and rates</td></tr>
 * <tr><td>CellRescaling</td><td>NPT</td><td>for the equilibrium volume</td></tr>
 * </table>
 */
package org.example.lidiff.engine.dynamics;
