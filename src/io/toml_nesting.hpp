// How deep the parts of a TOML text nest.
#ifndef RUNRATE_SRC_IO_TOML_NESTING_HPP
#define RUNRATE_SRC_IO_TOML_NESTING_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace runrate::detail {

struct nesting_problem {
  std::size_t offset;
  std::string found, expected;
};

// toml++ reads and frees nested parts by recursion, and follows dotted keys to any depth: what is too deep for a stack
// is refused before. A text that is not TOML may pass here.
std::optional<nesting_problem> too_deep(std::string_view text);

}  // namespace runrate::detail

#endif
