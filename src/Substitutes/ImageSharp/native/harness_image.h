/* The functions that the managed side calls. Every one returns a HARNESS_… status and never ends the process:
   the error handlers of both libraries jump back here, free what was allocated and leave a message. */
#ifndef HARNESS_IMAGE_H
#define HARNESS_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#define HARNESS_EXPORT __attribute__((visibility("default")))

enum harness_status {
    HARNESS_OK = 0,
    HARNESS_UNKNOWN_FORMAT = 1,   /* neither a JPEG nor a PNG signature */
    HARNESS_INVALID_CONTENT = 2,  /* broken header, checksum, truncated PNG */
    HARNESS_UNSUPPORTED = 3,      /* a valid variant that the libraries do not read: lossless JPEG, 12 bits … */
    HARNESS_TOO_LARGE = 4,        /* more pixels than HARNESS_MAX_PIXELS */
    HARNESS_OUT_OF_MEMORY = 5,
    HARNESS_BAD_ARGUMENT = 6      /* the caller's fault, e.g. a buffer of another size */
};

enum harness_format { HARNESS_FORMAT_NONE = 0, HARNESS_FORMAT_JPEG = 1, HARNESS_FORMAT_PNG = 2 };

enum harness_color_space {
    HARNESS_COLOR_GRAY = 1,
    HARNESS_COLOR_RGB = 2,        /* includes YCbCr and palettes */
    HARNESS_COLOR_CMYK = 3        /* includes YCCK */
};

/* The limit at which Pillow, too, refuses to open an image (twice its "decompression bomb" warning). A header of a few
   bytes can claim 4 gigapixels, so the check comes before any allocation. */
#define HARNESS_MAX_PIXELS 178956970LL

#define HARNESS_MESSAGE_LENGTH 256

/* The managed side mirrors this layout field by field. */
typedef struct harness_image_info {
    int32_t format;
    int32_t width;
    int32_t height;
    int32_t components;    /* as stored: 1 grey, 2 grey and alpha, 3, 4 */
    int32_t bit_depth;     /* per component; of a palette, of its indices */
    int32_t color_space;
    int32_t has_alpha;     /* alpha channel or tRNS chunk */
    int32_t is_palette;
    int64_t warnings;      /* of the decoder: corrupt or missing entropy-coded data that was passed over */
    char message[HARNESS_MESSAGE_LENGTH];  /* of the error, else of the first warning, else empty */
} harness_image_info;

HARNESS_EXPORT int32_t harness_image_probe(const uint8_t *data, size_t length, harness_image_info *info);

/* Decodes to channels = 1 (grey JPEGs only) or 3 (RGB) interleaved bytes without row padding, at 1/denominator (1, 2, 4, 8)
   of the size rounded up. output_length must be exactly that. */
HARNESS_EXPORT int32_t harness_jpeg_decode(const uint8_t *data, size_t length, int32_t channels, int32_t denominator,
                                           uint8_t *output, size_t output_length, harness_image_info *info);

/* Decodes to channels = 1 (grey PNGs only), 3 (alpha dropped) or 4; 16-bit samples keep their high byte. */
HARNESS_EXPORT int32_t harness_png_decode(const uint8_t *data, size_t length, int32_t channels,
                                          uint8_t *output, size_t output_length, harness_image_info *info);

/* subsampling: 444, 422, 420 or 411 for YCbCr; 0 stores grey (channels = 1) or RGB (channels = 3) as they are.
   *encoded must be given to harness_image_free. exif, which may be null, is a TIFF block without the "Exif" prefix. */
HARNESS_EXPORT int32_t harness_jpeg_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t channels, int32_t quality,
                                           int32_t subsampling, const uint8_t *exif, size_t exif_length,
                                           uint8_t **encoded, size_t *encoded_length, harness_image_info *info);

/* channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; level: zlib's 0 … 9. */
HARNESS_EXPORT int32_t harness_png_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t channels, int32_t level,
                                          const uint8_t *exif, size_t exif_length,
                                          uint8_t **encoded, size_t *encoded_length, harness_image_info *info);

HARNESS_EXPORT void harness_image_free(uint8_t *encoded);

#endif
