#ifndef RUNRATE_CORE_DETAIL_NEAREST_NAME_INL_HPP
#define RUNRATE_CORE_DETAIL_NEAREST_NAME_INL_HPP

#include <runrate/core/nearest_name.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

namespace runrate {
namespace detail {

RUNRATE_FUNC std::string folded(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

template <class Names>
std::optional<std::string_view> nearest_of(std::string_view misspelt, const Names& names) {
  constexpr std::size_t longest = 100;
  if (misspelt.empty() || misspelt.size() > longest) return std::nullopt;
  const std::string low = folded(misspelt);
  std::optional<std::string_view> found;
  std::size_t fewest = longest;
  for (const std::string_view name : names) {
    const std::size_t allowed = std::max<std::size_t>(2, name.size() / 3);
    // Every letter too many is a slip of its own.
    if (name.size() > low.size() + allowed || low.size() > name.size() + allowed || name.size() > longest) continue;
    const std::size_t count = slips(low, folded(name));
    if (count > allowed || 2 * count >= name.size() || count >= fewest) continue;
    found = name;
    fewest = count;
  }
  return found;
}

}  // namespace detail

RUNRATE_FUNC std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    std::swap(last, now);
  }
  return last[b.size()];
}

RUNRATE_FUNC std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                                          std::span<const std::string_view> names) {
  return detail::nearest_of(misspelt, names);
}

RUNRATE_FUNC std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                                          std::span<const std::string> names) {
  return detail::nearest_of(misspelt, names);
}

RUNRATE_FUNC reason no_such(std::string_view what, std::string_view name, std::span<const std::string> names) {
  std::string text = "there is no " + std::string(what) + " " + std::string(name);
  if (const auto near = nearest_name(name, names)) {
    text += "; did you mean " + std::string(*near) + "?";
  } else if (!names.empty() && names.size() <= 12) {
    text += "; there is ";
    for (std::size_t i = 0; i < names.size(); ++i) {
      text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
    }
  }
  return {reason_code::operand_missing, std::move(text), {{std::string(what), std::string(name)}}};
}

}  // namespace runrate

#endif
