/* Error handling of libpng that keeps the message and returns to the caller. */
#ifndef HARNESS_PNG_COMMON_H
#define HARNESS_PNG_COMMON_H

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <png.h>

#include "harness_image.h"

static void harness_png_fail(png_structp png, png_const_charp message) {
    harness_image_info *info = png_get_error_ptr(png);
    snprintf(info->message, HARNESS_MESSAGE_LENGTH, "%s", message);
    longjmp(png_jmpbuf(png), 1);
}

static void harness_png_note(png_structp png, png_const_charp message) {
    harness_image_info *info = png_get_error_ptr(png);
    if (info->warnings++ == 0) snprintf(info->message, HARNESS_MESSAGE_LENGTH, "%s", message);
}

static inline int harness_png_status(harness_image_info *info, int status, const char *message) {
    snprintf(info->message, HARNESS_MESSAGE_LENGTH, "%s", message);
    return status;
}

#endif
