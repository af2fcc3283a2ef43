/** The pictures of each step of the chain, made from its results. */
package org.example.lidiff.engine.report.figures;
