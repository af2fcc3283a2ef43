/** Published force fields for many elements: what they are, where a user keeps them, how they are found. Nothing here uses a network. */
package org.example.lidiff.engine.potential.foundation;
