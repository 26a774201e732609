/* Error handling of libjpeg that returns to the caller instead of ending the process. */
#ifndef HARNESS_JPEG_COMMON_H
#define HARNESS_JPEG_COMMON_H

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "harness_image.h"

typedef struct harness_jpeg_error {
    struct jpeg_error_mgr base; /* first, so that libjpeg's pointer to it is a pointer to this */
    jmp_buf escape;
    harness_image_info *info;
    int status;
} harness_jpeg_error;

static void harness_jpeg_fail(j_common_ptr jpeg) {
    harness_jpeg_error *error = (harness_jpeg_error *)jpeg->err;
    char text[JMSG_LENGTH_MAX];
    error->base.format_message(jpeg, text);
    snprintf(error->info->message, HARNESS_MESSAGE_LENGTH, "%s", text);
    switch (error->base.msg_code) {
        case JERR_SOF_UNSUPPORTED:
        case JERR_BAD_PRECISION:
        case JERR_ARITH_NOTIMPL:
        case JERR_CONVERSION_NOTIMPL:
        case JERR_CCIR601_NOTIMPL:
        case JERR_NOTIMPL: error->status = HARNESS_UNSUPPORTED; break;
        case JERR_OUT_OF_MEMORY: error->status = HARNESS_OUT_OF_MEMORY; break;
        default: error->status = HARNESS_INVALID_CONTENT; break;
    }
    longjmp(error->escape, 1);
}

/* Negative levels are warnings about data; libjpeg prints them, here they are counted and the first is kept. */
static void harness_jpeg_note(j_common_ptr jpeg, int level) {
    harness_jpeg_error *error = (harness_jpeg_error *)jpeg->err;
    if (level >= 0) return;
    if (error->info->warnings++ == 0) {
        char text[JMSG_LENGTH_MAX];
        error->base.format_message(jpeg, text);
        snprintf(error->info->message, HARNESS_MESSAGE_LENGTH, "%s", text);
    }
    error->base.num_warnings++;
}

static struct jpeg_error_mgr *harness_jpeg_errors(harness_jpeg_error *error, harness_image_info *info) {
    struct jpeg_error_mgr *base = jpeg_std_error(&error->base);
    base->error_exit = harness_jpeg_fail;
    base->emit_message = harness_jpeg_note;
    error->info = info;
    error->status = HARNESS_INVALID_CONTENT;
    return base;
}

static inline int harness_fail(harness_image_info *info, int status, const char *message) {
    snprintf(info->message, HARNESS_MESSAGE_LENGTH, "%s", message);
    return status;
}

#endif
