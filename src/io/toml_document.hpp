// A TOML file whose values know where they stand, and whose numbers are read as they are written.
#ifndef RUNRATE_SRC_IO_TOML_DOCUMENT_HPP
#define RUNRATE_SRC_IO_TOML_DOCUMENT_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/io/text_input.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include "text_offsets.hpp"

namespace runrate::detail {

// Whether a number is 10^21 or more in magnitude. What is computed from those below fits a decimal in a file's own
// places: bounds, sums of a few.
bool is_beyond_amounts(const ratio& value);

struct toml_entry {
  const toml::key* key;
  const toml::node* value;
};

// The keys and values of a table in the order in which they stand in the file; toml++ has them by name.
std::vector<toml_entry> in_file_order(const toml::table& table);

// What toml++ makes of a text, which must outlive it. Never throws for what the text holds.
class toml_document {
public:
  // Tables of one part, such as [drivers].
  static constexpr std::size_t most_entries = 2'000;

  // Adds the error of a text that is not TOML, or nests too deep; then there is no root.
  toml_document(std::string name, std::string_view text, diagnostics& problems);

  const toml::table* root() const { return root_ ? &*root_ : nullptr; }

  // Adds an error at a value, at a key, or within a string: so many bytes behind its opening quote.
  void refuse(const toml::node& at, std::string found, std::string expected);
  void refuse(const toml::key& at, std::string found, std::string expected);
  // A note: nothing is wrong there.
  void say(const toml::node& at, std::string found, std::string expected);
  void refuse_inside(const toml::node& string, std::size_t offset, std::string found, std::string expected);
  // "there is no scenario "bul"; did you mean 'bull'?"
  void refuse_name(const toml::node& at, std::string_view what, std::span<const std::string_view> names);
  void refuse_name(const toml::key& at, std::string_view what, std::span<const std::string_view> names);
  // What to expect instead of a name that is not there: the nearest, or the first of them.
  std::string name_or(std::string_view wrong, std::span<const std::string_view> names) const;

  // A number as it is written, exactly: an integer or a float, which TOML would hand over in binary. Nothing, and an
  // error, for inf, nan, other bases, and numbers beyond all amounts.
  std::optional<ratio> number(const toml::node& at);

  // The text of a value as it stands in the file.
  std::string_view written(const toml::node& at) const;

  // The text of a key, if it is there and is text; an error where it is something else.
  std::optional<std::string> text(const toml::table& table, std::string_view key);
  // The same; an error at the owner where it is not there.
  std::optional<std::string> needed_text(const toml::key& owner, const toml::table& table, std::string_view key,
                                         std::string_view example);

  // The tables [part.NAME] in the order of the file; none, and an error, for too many.
  std::vector<toml_entry> entries(const toml::table& root, std::string_view part);
  // An entry's table; nothing, and an error, for something else.
  const toml::table* table_of(const toml_entry& entry, std::string_view expected);

  // An error for every key that is not among these, with the one that was probably meant.
  void allow_only(const toml::table& table, std::span<const std::string_view> keys, std::string_view what);

private:
  void add(const toml::source_position& at, std::string found, std::string expected, severity level = severity::error);

  std::string name_;
  std::string_view text_;
  diagnostics& problems_;
  text_offsets offsets_;
  std::optional<toml::table> root_;
};

}  // namespace runrate::detail

#endif
