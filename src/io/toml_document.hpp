// A TOML file whose values know where they stand, and whose numbers are read as they are written.
#ifndef RUNRATE_SRC_IO_TOML_DOCUMENT_HPP
#define RUNRATE_SRC_IO_TOML_DOCUMENT_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/io/text_input.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

namespace runrate::detail {

// What toml++ makes of a text, which must outlive it. Never throws for what the text holds.
class toml_document {
public:
  // Adds the error of a text that is not TOML; then there is no root.
  toml_document(std::string name, std::string_view text, diagnostics& problems);

  const toml::table* root() const { return root_ ? &*root_ : nullptr; }

  // Adds an error at a value, at a key, or within a string: so many bytes behind its opening quote.
  void refuse(const toml::node& at, std::string found, std::string expected);
  void refuse(const toml::key& at, std::string found, std::string expected);
  void refuse_inside(const toml::node& string, std::size_t offset, std::string found, std::string expected);

  // A number as it is written, exactly: an integer or a float, which TOML would hand over in binary. Nothing, and an
  // error, for inf, nan, and other bases.
  std::optional<ratio> number(const toml::node& at);

  // The text of a value as it stands in the file.
  std::string_view written(const toml::node& at) const;

  // An error for every key that is not among these, with the one that was probably meant.
  void allow_only(const toml::table& table, std::span<const std::string_view> keys, std::string_view what);

private:
  std::size_t offset_of(const toml::source_position& at) const;
  void add(const toml::source_position& at, std::string found, std::string expected);

  std::string name_;
  std::string_view text_;
  diagnostics& problems_;
  std::vector<std::size_t> lines_;  // where each begins
  std::optional<toml::table> root_;
};

}  // namespace runrate::detail

#endif
