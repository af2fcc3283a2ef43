package org.example.lidiff.engine.training;

/** A labeled frame as the kernel sees it: what the network alone has to reproduce, with its geometry if that is kept. */
final class PreparedFrame {

    final LabeledFrame source;
    final int[] types;
    /** Energy without ZBL repulsion and without the offsets of the species, in eV. */
    final double energy;
    /** What was subtracted from the reference energy. */
    final double energyShift;
    /** Forces without ZBL repulsion. */
    final double[] forces;
    /** Virial without ZBL repulsion, or null. */
    final double[] virial;
    /** Whether the energy is only a lower bound and there are no forces. */
    final boolean floor;
    private final KernelShape shape;
    private final FrameGeometry kept;

    PreparedFrame(final LabeledFrame source, final KernelShape shape, final int[] types, final FrameGeometry kept,
        final Baseline.Part baseline, final double offset) {
        this.source = source;
        this.shape = shape;
        this.types = types;
        this.kept = kept;
        floor = false;
        energyShift = baseline.energy() + offset;
        energy = source.energy() - energyShift;
        forces = source.forces().clone();
        for (int i = 0; i < forces.length; i++) {
            forces[i] -= baseline.forces()[i];
        }
        virial = source.virial() == null ? null : source.virial().clone();
        for (int i = 0; virial != null && i < 9; i++) {
            virial[i] -= baseline.virial()[i];
        }
    }

    /** A configuration without labels whose network energy shall not be below {@code energy} eV. */
    PreparedFrame(final LabeledFrame source, final KernelShape shape, final int[] types, final FrameGeometry kept, final double energy) {
        this.source = source;
        this.shape = shape;
        this.types = types;
        this.kept = kept;
        this.energy = energy;
        floor = true;
        energyShift = 0;
        forces = new double[0];
        virial = null;
    }

    /** The kept geometry, or a new one. */
    FrameGeometry geometry() {
        return kept != null ? kept : new FrameGeometry(shape, types, source.positions(), source.cell());
    }

    int atoms() {
        return types.length;
    }
}
