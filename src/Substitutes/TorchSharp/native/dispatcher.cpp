// One boxed call through PyTorch's dispatcher: any operator, by name, with autograd, on any device.
#include "errors.h"
#include "handles.h"

#include <ATen/core/dispatch/Dispatcher.h>

namespace {

// c10::optional until PyTorch 2, std::optional after it: whichever the dispatcher itself uses.
template <typename Value, typename Old>
struct replace_value;
template <typename Value, template <typename> class Optional, typename Old>
struct replace_value<Value, Optional<Old>> {
    using type = Optional<Value>;
};
using optional_tensor = replace_value<at::Tensor, decltype(std::declval<c10::Dispatcher>().findSchema({"", ""}))>::type;

template <typename Element>
c10::List<Element> to_list(const ht_value& value) {
    const auto* first = static_cast<const Element*>(value.pointer);
    c10::List<Element> list;
    list.reserve(value.length);
    for (int32_t i = 0; i < value.length; i++) list.push_back(first[i]);
    return list;
}

c10::List<bool> to_bool_list(const ht_value& value) {
    const auto* first = static_cast<const uint8_t*>(value.pointer);
    c10::List<bool> list;
    for (int32_t i = 0; i < value.length; i++) list.push_back(first[i] != 0);
    return list;
}

c10::List<at::Tensor> to_tensor_list(const ht_value& value) {
    const auto* first = static_cast<const ht_tensor*>(value.pointer);
    c10::List<at::Tensor> list;
    list.reserve(value.length);
    for (int32_t i = 0; i < value.length; i++) list.push_back(borrow_tensor(first[i]));
    return list;
}

c10::List<optional_tensor> to_optional_tensor_list(const ht_value& value) {
    const auto* first = static_cast<const ht_tensor*>(value.pointer);
    c10::List<optional_tensor> list;
    list.reserve(value.length);
    for (int32_t i = 0; i < value.length; i++) {
        list.push_back(first[i] == nullptr ? optional_tensor() : optional_tensor(borrow_tensor(first[i])));
    }
    return list;
}

c10::IValue default_of(const c10::FunctionSchema& schema, size_t position) {
    const auto& argument = schema.arguments().at(position);
    TORCH_CHECK(argument.default_value().has_value(), schema.operator_name(), " needs a value for its argument '", argument.name(), "'");
    return *argument.default_value();
}

c10::IValue to_ivalue(const ht_value& value, const c10::FunctionSchema& schema, size_t position) {
    switch (value.tag) {
        case HT_NONE: return c10::IValue();
        case HT_TENSOR: return c10::IValue(borrow_tensor(value.pointer));
        case HT_INT: return c10::IValue(value.integer);
        case HT_DOUBLE: return c10::IValue(value.number);
        case HT_BOOL: return c10::IValue(value.integer != 0);
        case HT_INTS: return c10::IValue(to_list<int64_t>(value));
        case HT_DOUBLES: return c10::IValue(to_list<double>(value));
        case HT_BOOLS: return c10::IValue(to_bool_list(value));
        case HT_TENSORS: return c10::IValue(to_tensor_list(value));
        case HT_STRING: return c10::IValue(std::string(static_cast<const char*>(value.pointer), value.length));
        case HT_DEVICE: return c10::IValue(to_device(value.integer));
        case HT_GENERATOR: return c10::IValue(borrow_generator(value.pointer));
        case HT_OPTIONAL_TENSORS: return c10::IValue(to_optional_tensor_list(value));
        case HT_DEFAULT: return default_of(schema, position);
    }
    TORCH_CHECK(false, "unknown tag ", value.tag);
}

ht_value give_tensor_list(const c10::List<at::Tensor>& list) {
    auto* handles = new ht_tensor[list.size()];
    for (size_t i = 0; i < list.size(); i++) handles[i] = give_tensor(list.get(i));
    ht_value value{HT_TENSORS, static_cast<int32_t>(list.size()), {}};
    value.pointer = handles;
    return value;
}

ht_value give_value(c10::IValue&& result) {
    ht_value value{HT_NONE, 0, {}};
    if (result.isTensor()) {
        value.tag = HT_TENSOR;
        value.pointer = give_tensor(std::move(result).toTensor());
    } else if (result.isTensorList()) {
        value = give_tensor_list(result.toTensorList());
    } else if (result.isInt()) {
        value.tag = HT_INT;
        value.integer = result.toInt();
    } else if (result.isDouble()) {
        value.tag = HT_DOUBLE;
        value.number = result.toDouble();
    } else if (result.isBool()) {
        value.tag = HT_BOOL;
        value.integer = result.toBool();
    } else {
        TORCH_CHECK(result.isNone(), "results of type ", result.tagKind(), " are not passed on");
    }
    return value;
}

}  // namespace

// The operator `name` (with its namespace, "aten::add") and overload (may be empty); null if this libtorch has none such.
// The pointer stays valid for the life of the process.
HT_API ht_operator ht_find_operator(const char* name, const char* overload) {
    return guarded<ht_operator>(nullptr, [&]() -> ht_operator {
        auto found = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(found.has_value(), "this libtorch has no operator ", name, ".", overload);
        return new c10::OperatorHandle(*found);
    });
}

// Calls an operator. Missing trailing arguments take the defaults of its schema. Returns the number of results, or -1.
HT_API int32_t ht_call(ht_operator which, const ht_value* arguments, int32_t count, ht_value* results, int32_t capacity) {
    return guarded<int32_t>(-1, [&] {
        const auto& handle = *static_cast<const c10::OperatorHandle*>(which);
        const auto& schema = handle.schema();
        const auto wanted = schema.arguments().size();
        TORCH_CHECK(static_cast<size_t>(count) <= wanted, schema.operator_name(), " takes ", wanted, " arguments, got ", count);

        c10::Stack stack;
        stack.reserve(wanted);
        for (size_t i = 0; i < wanted; i++)
            stack.push_back(i < static_cast<size_t>(count) ? to_ivalue(arguments[i], schema, i) : default_of(schema, i));
        handle.callBoxed(&stack);

        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), schema.operator_name(), " returns ", stack.size(), " values");
        for (size_t i = 0; i < stack.size(); i++) results[i] = give_value(std::move(stack[i]));
        return static_cast<int32_t>(stack.size());
    });
}

// Frees the array of a HT_TENSORS result, not the tensors in it.
HT_API void ht_free_list(ht_tensor* list) {
    delete[] list;
}
