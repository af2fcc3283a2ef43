package org.example.lidiff.engine.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.HashMap;
import java.util.Map;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Translates a {@link Figure} into an XChart plot.
 *
 * <p>XChart knows neither bands nor error bars with two lengths nor bars on a number axis; they are drawn as its closed polygons and as
 * lines with gaps, so that one chart with one scale shows everything.
 */
final class FigurePainter {

    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final float[] DASHES = {7, 4};
    private static final int LONGEST_NAME = 34;
    /** Width of axis labels and legend beside a square plot. */
    private static final int BESIDE = 190;

    private final Figure figure;
    private final AxisRange xRange;
    private final AxisRange yRange;
    private final XYChart chart;
    private final Map<String, Color> colors = new HashMap<>();
    private int unnamed;

    private FigurePainter(final Figure figure, final int width, final int height) {
        this.figure = figure;
        final AxisRange[] ranges = AxisRange.of(figure);
        this.xRange = ranges[0];
        this.yRange = ranges[1];
        this.chart = new XYChart(width, height, ChartTheme.XChart);
    }

    /** Paints the plot at the origin of {@code graphics}, {@code width} by {@code height} layout pixels. */
    static void paint(final Figure figure, final Graphics2D graphics, final int width, final int height) {
        if (figure.points() == 0) {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
            graphics.setColor(Palette.FAINT_TEXT);
            graphics.drawString("No points to draw.", 6, 24);
            return;
        }
        final int shown = figure.hasDiagonal() ? Math.min(width, height + BESIDE) : width;
        final FigurePainter painter = new FigurePainter(figure, shown, height);
        painter.style();
        painter.addSeries();
        graphics.translate((width - shown) / 2, 0);
        painter.chart.paint(graphics, shown, height);
    }

    private void style() {
        chart.setXAxisTitle(figure.x().caption());
        chart.setYAxisTitle(figure.y().caption());
        final XYStyler styler = chart.getStyler();
        styler.setChartTitleVisible(false).setChartBackgroundColor(Color.WHITE).setChartFontColor(Palette.TEXT).setChartPadding(6);
        styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(Palette.REFERENCE).setPlotBorderVisible(true);
        styler.setPlotContentSize(1.0).setAntiAlias(true);
        styler.setLegendVisible(hasLegend()).setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE)
            .setLegendBackgroundColor(Color.WHITE).setLegendPadding(6).setLegendSeriesLineLength(22)
            .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14)).setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
            .setAxisTickLabelsColor(Palette.TEXT).setAxisTickMarksColor(Palette.REFERENCE).setAxisTickMarkLength(5).setAxisTickPadding(6)
            .setAxisTitlePadding(6).setYAxisLabelAlignment(TextAlignment.Right)
            .setPlotGridLinesColor(Palette.GRID).setPlotGridLinesStroke(new BasicStroke(0.8f))
            .setPlotMargin(0).setXAxisTickMarkSpacingHint(85).setYAxisTickMarkSpacingHint(55);
        styler.setXAxisLogarithmic(xRange.log()).setYAxisLogarithmic(yRange.log())
            .setXAxisLogarithmicDecadeOnly(xRange.decades() >= 1.5).setYAxisLogarithmicDecadeOnly(yRange.decades() >= 1.5);
        styler.setXAxisMin(xRange.min()).setXAxisMax(xRange.max()).setYAxisMin(yRange.min()).setYAxisMax(yRange.max());
        styler.setXAxisTickLabelsFormattingFunction(AxisRange::tick).setYAxisTickLabelsFormattingFunction(AxisRange::tick);
    }

    private boolean hasLegend() {
        final boolean named = figure.references().stream().anyMatch(r -> !r.label().isEmpty());
        return figure.series().size() + figure.bands().size() > 1 || named;
    }

    private void addSeries() {
        for (int i = 0; i < figure.series().size(); i++) {
            colors.putIfAbsent(figure.series().get(i).name, Palette.series(i));
        }
        figure.bands().forEach(this::addBand);
        for (int i = 0; i < figure.series().size(); i++) {
            final Series series = figure.series().get(i);
            if (series.size() > 0) {
                add(series, Palette.series(i));
            }
        }
        figure.references().forEach(this::addReference);
    }

    private void addBand(final Band band) {
        final int n = band.size();
        if (n == 0) {
            return;
        }
        final double[] x = new double[2 * n];
        final double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = x[2 * n - 1 - i] = band.x[i];
            y[i] = band.upper[i];
            y[2 * n - 1 - i] = band.lower[i];
        }
        final boolean ofSeries = colors.containsKey(band.name);
        final Color color = colors.computeIfAbsent(band.name, name -> Palette.series(colors.size()));
        final XYSeries drawn = polygon(x, y, Palette.alpha(color, 56));
        if (ofSeries) {
            hide(drawn);
        } else {
            drawn.setLabel(shown(band.name));
        }
    }

    private void addReference(final ReferenceLine reference) {
        final double value = reference.value();
        final double[] x = {xRange.min(), xRange.max()};
        final double[] y = {yRange.min(), yRange.max()};
        final XYSeries drawn = switch (reference.kind()) {
            case DIAGONAL -> line(x, y, Palette.REFERENCE);
            case HORIZONTAL -> line(x, new double[]{value, value}, Palette.REFERENCE);
            case VERTICAL -> line(new double[]{value, value}, y, Palette.REFERENCE);
        };
        drawn.setLineStyle(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        if (reference.label().isEmpty()) {
            hide(drawn);
        } else {
            drawn.setLabel(shown(reference.label()));
        }
    }

    private void add(final Series series, final Color color) {
        if (series.hasErrorBars()) {
            addErrorBars(series, color);
        }
        final XYSeries drawn = series.kind == SeriesKind.BARS ? addBars(series, color) : chart.addSeries(nextName(), series.x, series.y);
        drawn.setLabel(shown(series.name));
        if (series.kind != SeriesKind.BARS) {
            drawn.setLineColor(color);
            final boolean step = series.kind == SeriesKind.STEP;
            drawn.setXYSeriesRenderStyle(!series.kind.hasLine() ? XYSeriesRenderStyle.Scatter
                : step ? XYSeriesRenderStyle.Step : XYSeriesRenderStyle.Line);
            drawn.setLineStyle(stroke(series));
            drawn.setMarker(series.kind.hasPoints() ? new Disk(markerSize(series.size())) : SeriesMarkers.NONE);
            drawn.setMarkerColor(series.size() > 500 ? Palette.alpha(color, 130) : color);
        }
    }

    private static BasicStroke stroke(final Series series) {
        return series.dashed() ? new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
            : new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static double markerSize(final int points) {
        return points > 2000 ? 2.6 : points > 200 ? 4 : 6;
    }

    private void addErrorBars(final Series series, final Color color) {
        final int n = series.size();
        final double[] x = new double[3 * n];
        final double[] y = new double[3 * n];
        for (int i = 0; i < n; i++) {
            x[3 * i] = x[3 * i + 1] = x[3 * i + 2] = series.x[i];
            y[3 * i] = series.lower[i];
            y[3 * i + 1] = series.upper[i];
            // A gap, so that neighboring bars are not joined.
            y[3 * i + 2] = Double.NaN;
        }
        final XYSeries bars = line(x, y, color);
        bars.setLineStyle(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        bars.setMarker(new Cap()).setMarkerColor(color);
        hide(bars);
    }

    private XYSeries addBars(final Series series, final Color color) {
        final double half = AxisRange.barWidth(series) / 2;
        final double base = yRange.log() ? yRange.min() : 0;
        final double[] x = new double[4 * series.size()];
        final double[] y = new double[4 * series.size()];
        for (int i = 0; i < series.size(); i++) {
            x[4 * i] = x[4 * i + 1] = series.x[i] - half;
            x[4 * i + 2] = x[4 * i + 3] = series.x[i] + half;
            y[4 * i] = y[4 * i + 3] = base;
            y[4 * i + 1] = y[4 * i + 2] = series.y[i];
        }
        return polygon(x, y, Palette.alpha(color, 190));
    }

    private XYSeries polygon(final double[] x, final double[] y, final Color fill) {
        final XYSeries drawn = chart.addSeries(nextName(), x, y);
        drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setFillColor(fill);
        drawn.setLineColor(CLEAR);
        drawn.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(0.1f));
        return drawn;
    }

    private XYSeries line(final double[] x, final double[] y, final Color color) {
        final XYSeries drawn = chart.addSeries(nextName(), x, y);
        drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE).setLineColor(color);
        return drawn;
    }

    private static void hide(final XYSeries series) {
        series.setShowInLegend(false);
    }

    /** XChart wants unique names; the legend shows labels instead. */
    private String nextName() {
        return "s" + unnamed++;
    }

    private static String shown(final String name) {
        final String clean = name.replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}\\p{Cs}]", " ");
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** A filled circle of its own size, whatever the size of the chart's markers. */
    private static final class Disk extends Marker {

        private final double diameter;

        Disk(final double diameter) {
            this.diameter = diameter;
        }

        @Override
        public void paint(final Graphics2D graphics, final double x, final double y, final int size) {
            graphics.fill(new java.awt.geom.Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter));
        }
    }

    /** The short dash at the end of an error bar. */
    private static final class Cap extends Marker {

        private static final double HALF = 3;

        @Override
        public void paint(final Graphics2D graphics, final double x, final double y, final int size) {
            graphics.setStroke(new BasicStroke(1.2f));
            graphics.draw(new Line2D.Double(x - HALF, y, x + HALF, y));
        }
    }
}
