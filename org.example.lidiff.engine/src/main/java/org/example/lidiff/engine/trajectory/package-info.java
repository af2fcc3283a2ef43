/**
 * Frames of atoms in time: reading the files of other programs, keeping them in one binary file, and unwrapping them.
 *
 * <p>{@link org.example.lidiff.engine.trajectory.TrajectoryReader} streams text files into a {@link
 * org.example.lidiff.engine.trajectory.TrajectorySetWriter}; {@link org.example.lidiff.engine.trajectory.TrajectorySetFile} opens
 * what was written, and documents the file format; {@link org.example.lidiff.engine.trajectory.Unwrapper} follows atoms through
 * the periodic boundary. No file is ever held in memory whole, and none is mapped.
 */
package org.example.lidiff.engine.trajectory;
