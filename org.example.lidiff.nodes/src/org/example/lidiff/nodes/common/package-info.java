/** What all nodes share: translation of errors, progress, tables, figures and files between KNIME and the engine. */
package org.example.lidiff.nodes.common;
