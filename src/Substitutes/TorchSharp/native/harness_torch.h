// The C interface between TorchSharp's substitute and libtorch.
//
// Tensors and generators cross the border as owned pointers to their intrusive implementation: who gets one from here
// releases it with ht_release_tensor or ht_release_generator. Undefined tensors are null. Functions that can fail return -1
// (or null, or false, as said); ht_last_error then has libtorch's message, per thread.
#pragma once

#include <cstdint>

#define HT_API extern "C" __attribute__((visibility("default")))

enum ht_tag : int32_t {
    HT_NONE = 0,         // an absent optional
    HT_TENSOR = 1,       // pointer
    HT_INT = 2,          // integer; also scalar types, layouts, memory formats
    HT_DOUBLE = 3,       // number
    HT_BOOL = 4,         // integer
    HT_INTS = 5,         // pointer to int64, length
    HT_DOUBLES = 6,      // pointer to double, length
    HT_BOOLS = 7,        // pointer to uint8, length
    HT_TENSORS = 8,      // pointer to tensor pointers, length
    HT_STRING = 9,       // pointer to UTF-8, length
    HT_DEVICE = 10,      // integer: type << 8 | (index & 0xff)
    HT_GENERATOR = 11,   // pointer
    HT_OPTIONAL_TENSORS = 12,  // as HT_TENSORS, null where absent
    HT_DEFAULT = 13,     // what the operator's schema says
};

struct ht_value {
    int32_t tag;
    int32_t length;
    union {
        int64_t integer;
        double number;
        void* pointer;
    };
};

typedef void* ht_operator;
typedef void* ht_tensor;
typedef void* ht_generator;
