// [lines.NAME] of a scenario file: the formulas of its model.
#ifndef RUNRATE_SRC_IO_SCENARIO_LINES_HPP
#define RUNRATE_SRC_IO_SCENARIO_LINES_HPP

#include <runrate/io/formula_text.hpp>
#include <runrate/model/formulas.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toml_document.hpp"

namespace runrate::detail {

class scenario_lines {
public:
  // The drivers whose unit is known. `some_are_broken`: others are there too, and a formula that names one is not to
  // blame.
  scenario_lines(toml_document& document, const diagnostics& problems, std::map<std::string, unit, std::less<>> drivers,
                 bool some_are_broken)
      : document_(document), problems_(problems), some_are_broken_(some_are_broken) {
    names_.drivers = std::move(drivers);
  }

  // All formulas, checked; nothing, and errors, where one is wrong.
  std::optional<formulas> read(const toml::table& root);
  // What the file says about each line that could be read.
  std::vector<std::string> notes() const;

private:
  struct named_line {
    const toml::key* key;
    const toml::node* formula;
    const toml::node* initial;  // null for none
    unit of;
    line_kind kind;
    std::string note;
    parsed_formula read = formula_error{};
  };

  std::optional<named_line> read_table(const toml_entry& entry);
  line_kind read_kind(const toml::table& line);
  void read_initial(const named_line& line);
  parsed_formula parse(const toml::node& text, std::span<const formula_function> functions);

  toml_document& document_;
  const diagnostics& problems_;
  bool some_are_broken_;
  formula_names names_;
  std::shared_ptr<expression> parts_ = std::make_shared<expression>();
  std::vector<named_line> lines_;
};

// Whether a driver or a line may be called so; an error at the key where not.
bool name_is_free(toml_document& document, const toml::key& key);

}  // namespace runrate::detail

#endif
