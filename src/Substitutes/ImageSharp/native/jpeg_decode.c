/* JPEG to grey or RGB. The settings are those under which Pillow decodes (accurate integer DCT, interpolating upsampling),
   so that the bytes are the ones that PyTorch's data loaders see. */
#include "jpeg_common.h"

/* A progressive file can ask for thousands of passes over a large image with a few bytes each. Real encoders write about ten. */
#define MAX_SCANS 500

static void refuse_endless_scans(j_common_ptr jpeg) {
    j_decompress_ptr decoder = (j_decompress_ptr)jpeg;
    if (decoder->input_scan_number > MAX_SCANS) ERREXIT(jpeg, JERR_BAD_PROGRESSION);
}

static int fill_info(j_decompress_ptr decoder, harness_image_info *info) {
    info->format = HARNESS_FORMAT_JPEG;
    info->width = (int32_t)decoder->image_width;
    info->height = (int32_t)decoder->image_height;
    info->components = decoder->num_components;
    info->bit_depth = decoder->data_precision;
    if ((int64_t)decoder->image_width * decoder->image_height > HARNESS_MAX_PIXELS)
        return harness_fail(info, HARNESS_TOO_LARGE, "the image is larger than the limit of 178956970 pixels");
    switch (decoder->num_components) {
        case 1: info->color_space = HARNESS_COLOR_GRAY; return HARNESS_OK;
        case 3: info->color_space = HARNESS_COLOR_RGB; return HARNESS_OK;
        case 4: info->color_space = HARNESS_COLOR_CMYK; return HARNESS_OK;
        default: return harness_fail(info, HARNESS_UNSUPPORTED, "a JPEG of other than 1, 3 or 4 components");
    }
}

int harness_jpeg_probe(const uint8_t *data, size_t length, harness_image_info *info) {
    struct jpeg_decompress_struct decoder;
    harness_jpeg_error error;
    memset(&decoder, 0, sizeof decoder);
    decoder.err = harness_jpeg_errors(&error, info);
    if (setjmp(error.escape)) {
        jpeg_destroy_decompress(&decoder);
        return error.status;
    }
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, data, (unsigned long)length);
    jpeg_read_header(&decoder, TRUE);
    int status = fill_info(&decoder, info);
    jpeg_destroy_decompress(&decoder);
    return status;
}

/* a * b / 255, rounded, without a division. */
static inline uint8_t multiply(unsigned a, unsigned b) {
    unsigned product = a * b + 128;
    return (uint8_t)((product + (product >> 8)) >> 8);
}

/* Ink to light: every ink takes its share of what black leaves. The stored amounts are taken as inverted, Adobe's way,
   whether or not the file says that it is Adobe's, and there is no profile conversion: so do Pillow's convert("RGB") and ImageSharp. */
static void cmyk_to_rgb(const uint8_t *source, uint8_t *target, int width) {
    for (int x = 0; x < width; x++, source += 4, target += 3) {
        unsigned light = source[3];
        for (int channel = 0; channel < 3; channel++) {
            unsigned ink = 255u - source[channel];
            target[channel] = (uint8_t)(light - multiply(ink, light));
        }
    }
}

static int start(j_decompress_ptr decoder, int channels, int denominator, size_t output_length, harness_image_info *info) {
    int is_gray = decoder->num_components == 1;
    if (channels != 3 && !(channels == 1 && is_gray))
        return harness_fail(info, HARNESS_BAD_ARGUMENT, "the channels must be 3, or 1 for a grey JPEG");
    decoder->out_color_space = channels == 1 ? JCS_GRAYSCALE : decoder->num_components == 4 ? JCS_CMYK : JCS_RGB;
    decoder->scale_num = 1;
    decoder->scale_denom = (unsigned)denominator;
    decoder->dct_method = JDCT_ISLOW;
    decoder->do_fancy_upsampling = TRUE;
    jpeg_calc_output_dimensions(decoder);
    if ((size_t)decoder->output_width * decoder->output_height * (size_t)channels != output_length)
        return harness_fail(info, HARNESS_BAD_ARGUMENT, "the output buffer has not the size of the image");
    jpeg_start_decompress(decoder);
    return HARNESS_OK;
}

static void read_rows(j_decompress_ptr decoder, uint8_t *output, int channels) {
    size_t stride = (size_t)decoder->output_width * (size_t)channels;
    int is_cmyk = decoder->out_color_space == JCS_CMYK;
    /* libjpeg's own pool, so that an error frees it too. */
    JSAMPARRAY inks = is_cmyk
        ? decoder->mem->alloc_sarray((j_common_ptr)decoder, JPOOL_IMAGE, decoder->output_width * 4, 1) : NULL;
    while (decoder->output_scanline < decoder->output_height) {
        uint8_t *row = output + decoder->output_scanline * stride;
        JSAMPROW target = row;
        jpeg_read_scanlines(decoder, is_cmyk ? inks : &target, 1);
        if (is_cmyk) cmyk_to_rgb(inks[0], row, (int)decoder->output_width);
    }
}

int32_t harness_jpeg_decode(const uint8_t *data, size_t length, int32_t channels, int32_t denominator,
                            uint8_t *output, size_t output_length, harness_image_info *info) {
    struct jpeg_decompress_struct decoder;
    struct jpeg_progress_mgr progress = {0};
    harness_jpeg_error error;
    memset(info, 0, sizeof *info);
    if (denominator != 1 && denominator != 2 && denominator != 4 && denominator != 8)
        return harness_fail(info, HARNESS_BAD_ARGUMENT, "the scale denominator must be 1, 2, 4 or 8");
    memset(&decoder, 0, sizeof decoder);
    decoder.err = harness_jpeg_errors(&error, info);
    if (setjmp(error.escape)) {
        jpeg_destroy_decompress(&decoder);
        return error.status;
    }
    jpeg_create_decompress(&decoder);
    progress.progress_monitor = refuse_endless_scans;
    decoder.progress = &progress;
    jpeg_mem_src(&decoder, data, (unsigned long)length);
    jpeg_read_header(&decoder, TRUE);
    int status = fill_info(&decoder, info);
    if (status == HARNESS_OK) status = start(&decoder, channels, denominator, output_length, info);
    if (status == HARNESS_OK) {
        read_rows(&decoder, output, channels);
        jpeg_finish_decompress(&decoder);
    }
    jpeg_destroy_decompress(&decoder);
    return status;
}
