// SPDX-License-Identifier: Apache-2.0
/**
 * Certificates and keys in PEM files: {@link io.falcoj.engine.pem.PemFile}. Both who listens for
 * events and who sends alerts reads them. Depends on nothing.
 */
@NullMarked
package io.falcoj.engine.pem;

import org.jspecify.annotations.NullMarked;
