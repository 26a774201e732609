/* Grey or RGB bytes to a baseline JPEG in memory. */
#include <stdlib.h>

#include "jpeg_common.h"

#define EXIF_PREFIX "Exif\0"
#define EXIF_PREFIX_LENGTH 6
#define MAX_MARKER_LENGTH 65533

static int set_colors(j_compress_ptr encoder, int channels, int subsampling) {
    if (subsampling == 0) {
        jpeg_set_colorspace(encoder, channels == 1 ? JCS_GRAYSCALE : JCS_RGB);
        return 1;
    }
    if (channels != 3) return 0;
    int horizontal = subsampling == 444 ? 1 : subsampling == 411 ? 4 : 2;
    int vertical = subsampling == 420 ? 2 : 1;
    if (subsampling != 444 && subsampling != 422 && subsampling != 420 && subsampling != 411) return 0;
    jpeg_set_colorspace(encoder, JCS_YCbCr);
    encoder->comp_info[0].h_samp_factor = horizontal;
    encoder->comp_info[0].v_samp_factor = vertical;
    return 1;
}

static void write_exif(j_compress_ptr encoder, const uint8_t *exif, size_t exif_length) {
    jpeg_write_m_header(encoder, JPEG_APP0 + 1, (unsigned)(EXIF_PREFIX_LENGTH + exif_length));
    for (int i = 0; i < EXIF_PREFIX_LENGTH; i++) jpeg_write_m_byte(encoder, EXIF_PREFIX[i]);
    for (size_t i = 0; i < exif_length; i++) jpeg_write_m_byte(encoder, exif[i]);
}

int32_t harness_jpeg_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t channels, int32_t quality,
                            int32_t subsampling, const uint8_t *exif, size_t exif_length,
                            uint8_t **encoded, size_t *encoded_length, harness_image_info *info) {
    struct jpeg_compress_struct encoder;
    harness_jpeg_error error;
    unsigned char *buffer = NULL;
    unsigned long buffer_length = 0;
    memset(info, 0, sizeof *info);
    if ((channels != 1 && channels != 3) || exif_length + EXIF_PREFIX_LENGTH > MAX_MARKER_LENGTH)
        return harness_fail(info, HARNESS_BAD_ARGUMENT, "a JPEG has 1 or 3 channels and at most 64 KiB of EXIF");
    memset(&encoder, 0, sizeof encoder);
    encoder.err = harness_jpeg_errors(&error, info);
    if (setjmp(error.escape)) {
        /* Once its buffer has grown, libjpeg tells us of the new one only here. */
        if (encoder.dest != NULL) encoder.dest->term_destination(&encoder);
        jpeg_destroy_compress(&encoder);
        free(buffer);
        return error.status;
    }
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, &buffer, &buffer_length);
    encoder.image_width = (JDIMENSION)width;
    encoder.image_height = (JDIMENSION)height;
    encoder.input_components = channels;
    encoder.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&encoder);
    if (!set_colors(&encoder, channels, subsampling)) {
        jpeg_destroy_compress(&encoder);
        free(buffer);
        return harness_fail(info, HARNESS_BAD_ARGUMENT, "the subsampling must be 444, 422, 420 or 411 of 3 channels, or 0");
    }
    jpeg_set_quality(&encoder, quality, TRUE);
    encoder.dct_method = JDCT_ISLOW;
    jpeg_start_compress(&encoder, TRUE);
    if (exif != NULL && exif_length > 0) write_exif(&encoder, exif, exif_length);
    while (encoder.next_scanline < encoder.image_height) {
        JSAMPROW row = (JSAMPROW)(pixels + (size_t)encoder.next_scanline * (size_t)width * (size_t)channels);
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    *encoded = buffer;
    *encoded_length = buffer_length;
    return HARNESS_OK;
}
