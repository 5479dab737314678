/** The strict binder between YAML and records. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.config;
