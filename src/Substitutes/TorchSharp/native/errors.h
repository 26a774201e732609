// Every entry point runs inside `guarded`, so that no C++ exception reaches managed code.
#pragma once

#include <string>
#include <utility>

void ht_set_last_error(std::string message);

// Called inside a catch block: keeps the message of the exception in flight, without libtorch's C++ backtrace.
void ht_keep_current_exception();

template <typename Result, typename Body>
Result guarded(Result failure, Body&& body) {
    try {
        return std::forward<Body>(body)();
    } catch (...) {
        ht_keep_current_exception();
        return failure;
    }
}
