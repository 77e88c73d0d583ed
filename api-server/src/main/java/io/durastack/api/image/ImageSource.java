package io.durastack.api.image;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Where an image comes from.
 *
 * @param url https, http or file
 * @param sha256 of its bytes, 64 hexadecimal digits
 */
record ImageSource(
        @NotNull
                @Pattern(
                        regexp = "(https?|file)://.+",
                        message = "must be a URL of https, http or file")
                String url,
        @NotNull
                @Pattern(
                        regexp = "[0-9a-f]{64}",
                        message = "must be 64 hexadecimal digits in lower case")
                String sha256) {}
