// The name that was probably meant by one that is not there.
#ifndef RUNRATE_CORE_NEAREST_NAME_HPP
#define RUNRATE_CORE_NEAREST_NAME_HPP

#include <runrate/core/result.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace runrate {

/// Slips between two names: letters left out, put in, changed, or two neighbours swapped (optimal string alignment,
/// after Damerau and Levenshtein). O(|a| |b|).
std::size_t slips(std::string_view a, std::string_view b);

/// The name in a list that differs from a misspelt one by the fewest slips, the first of equals; capitals don't count.
/// Nothing where none is near: two slips or a third of its letters, and less than half of them. No name of more than a
/// hundred bytes is near to anything.
///
///     *nearest_name("pirce", names)  // "price"
std::optional<std::string_view> nearest_name(std::string_view misspelt, std::span<const std::string_view> names);
std::optional<std::string_view> nearest_name(std::string_view misspelt, std::span<const std::string> names);

/// Why there is no `what` of that name: with the name that was probably meant, or those that there are, if they are
/// few.
///
///     no_such("driver", "pirce", names).text  // "there is no driver pirce; did you mean price?"
reason no_such(std::string_view what, std::string_view name, std::span<const std::string> names);

namespace detail {

/// Without spaces at the ends and in small letters: for comparing what people mean to be the same.
std::string folded(std::string_view text);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/nearest_name-inl.hpp>
#endif

#endif
