// Tensors and generators as raw pointers that own, or borrow, one reference.
#pragma once

#include "harness_torch.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

inline at::Tensor borrow_tensor(ht_tensor handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

inline ht_tensor give_tensor(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline at::Generator borrow_generator(ht_generator handle) {
    return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}

inline ht_generator give_generator(at::Generator generator) {
    // Generator offers no release of its own: take a second reference and let the first go with the argument.
    return c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(generator.unsafeGetGeneratorImpl()).release();
}

inline c10::Device to_device(int64_t packed) {
    return c10::Device(static_cast<c10::DeviceType>(packed >> 8), static_cast<int8_t>(packed & 0xff));
}
