package org.example.lidiff.engine.report.figures;

import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.report.Scene;
import org.example.lidiff.engine.report.SceneBuilder;
import org.example.lidiff.engine.structure.Structure;

/** A crystal as a scene. */
final class CrystalScene {

    private CrystalScene() {
    }

    /** The atoms of {@code structure}, wrapped into its cell. */
    static SceneBuilder of(final String id, final String title, final Structure structure) {
        final SceneBuilder scene = Scene.builder(id).title(title).cell(structure.cell().rows());
        final double[] f = new double[3];
        final double[] positions = structure.positions();
        for (int i = 0; i < structure.size(); i++) {
            structure.cell().toFractional(positions, 3 * i, f, 0);
            for (int k = 0; k < 3; k++) {
                f[k] = wrap(f[k]);
            }
            structure.cell().toCartesian(f, 0, f, 0);
            scene.atom(structure.element(i).symbol(), f[0], f[1], f[2]);
        }
        return scene;
    }

    /** Cartesian position of a site in Å. */
    static double[] position(final SiteNetwork sites, final int site) {
        final double[] x = {sites.fractional(site, 0), sites.fractional(site, 1), sites.fractional(site, 2)};
        sites.cell().toCartesian(x, 0, x, 0);
        return x;
    }

    static double wrap(final double fraction) {
        final double w = fraction - Math.floor(fraction);
        // an atom on a face stays at 0 in spite of round-off
        return w > 1 - 1e-6 ? 0 : w;
    }
}
