/**
 * Pictures of results: plots and crystals as plain data, drawn as PNG, SVG or an offline HTML report.
 *
 * <p>{@link org.example.lidiff.engine.report.Figure} (a plot) and {@link org.example.lidiff.engine.report.Scene} (a crystal
 * with sites and hops) are the only way a picture leaves the engine. Both are immutable and travel as JSON
 * ({@link org.example.lidiff.engine.report.Picture}). {@link org.example.lidiff.engine.report.FigureRenderer} draws them
 * without a screen, {@link org.example.lidiff.engine.report.ReportWriter} puts them into one HTML file, and
 * {@link org.example.lidiff.engine.report.FigurePage} is the page that shows them in a node view.
 */
package org.example.lidiff.engine.report;
