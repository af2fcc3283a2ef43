/** The four things that flow between Lidiff nodes: trajectory sets, force fields, jump networks and Markov models. */
package org.example.lidiff.nodes.ports;
