// Formulas as people write them: `chips * price * utilization * hours`.
//
//     formula_names names;
//     names.drivers = {{"chips", unit::parse("chip").value()}, {"price", unit::parse("USD / chip hour").value()}};
//     const auto parts = std::make_shared<expression>();
//     const parsed_formula read = parse_formula("chips * price * hours", parts, names);
//     to_string(*parts, read.root());                                         // "chips * price * hours"
//     parse_formula("chips * prise * hours", parts, names).error().expected;  // "did you mean 'price'?"
//
// docs/reference/formula-language.md has the language.
#ifndef RUNRATE_IO_FORMULA_TEXT_HPP
#define RUNRATE_IO_FORMULA_TEXT_HPP

#include <runrate/core/result.hpp>
#include <runrate/model/expr.hpp>
#include <runrate/model/expression.hpp>
#include <runrate/model/unit.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What the names of a formula stand for. No name is in both; `name_problem` has nothing against any.
struct formula_names {
  struct line_name {
    runrate::unit unit;
    /// Its value before the first period, where `previous(line)` says none: a node of the expression that is parsed
    /// into.
    std::optional<node_id> initial{};
  };

  std::map<std::string, unit, std::less<>> drivers;
  std::map<std::string, line_name, std::less<>> lines;
};

/// A function of the formula language beside its own: a ramp, or whatever a program adds. Two of one name differ in how
/// many arguments they take. A driver or a line may have its name: what is called has a parenthesis behind it.
struct formula_function {
  std::string name;
  std::vector<std::string> parameters;
  /// How many of the last parameters may be given again, together, as often as one likes; 0 for none.
  std::size_t repeated = 0;
  /// Gives the formula by the operators of `expr`; or a reason, which becomes the error of the place where it is
  /// called. It gets no other number of arguments than it takes, and no conditions.
  std::function<result<expr>(std::span<const expr> arguments)> make;

  /// Whether it can be given so many arguments.
  bool takes(std::size_t count) const {
    if (repeated == 0 || count <= parameters.size()) return count == parameters.size();
    return (count - parameters.size()) % repeated == 0;
  }
};

/// The ramps of `ramp_functions`, for `parse_formula`: `linear(elapsed, 1 [year], 2 [years])`.
std::vector<formula_function> formula_ramps();

/// What is wrong with a formula, and where: in bytes of its text, which is ASCII up to there.
struct formula_error {
  std::size_t offset;
  std::size_t length;    ///< of what is wrong; 0 where something is missing
  std::string found;     ///< "'prise' is not known"
  std::string expected;  ///< "did you mean 'price'?"; may be empty
  bool operator==(const formula_error&) const = default;
};

/// Where a part of a formula stands in its text: a number or a name where it is, an operation at its sign, all that a
/// function is made of at the function's name. Of a part that is there twice, the first.
struct formula_place {
  node_id node;
  std::size_t offset;
  std::size_t length;
  bool operator==(const formula_place&) const = default;
};

/// A formula that was read, or the first thing that is wrong with it.
class [[nodiscard]] parsed_formula {
public:
  /// `places` in the order of their nodes.
  parsed_formula(node_id root, std::vector<formula_place> places) : root_(root), places_(std::move(places)) {}
  parsed_formula(formula_error wrong) : wrong_(std::move(wrong)) {}

  bool has_value() const { return !wrong_; }
  explicit operator bool() const { return has_value(); }

  /// `contract_error` where the formula is wrong.
  node_id root() const;
  /// `contract_error` where nothing is.
  const formula_error& error() const;

  /// Where every node that the formula stands on has its place, in the order of the nodes.
  std::span<const formula_place> places() const { return places_; }
  /// Where a node stands, such as one that `formulas::problem_in` names; nothing for no part of this formula.
  std::optional<formula_place> find(node_id node) const;

private:
  node_id root_ = -1;
  std::vector<formula_place> places_;
  std::optional<formula_error> wrong_;
};

/// Reads a formula into an expression, which the formulas of one model share. It gives the nodes that the same formula
/// in C++ gives, and what `to_string` prints gives its node again, up to the limits here.
///
/// It goes no deeper than `most_formula_levels`, for which some 200 KB of the stack are enough, and takes time in
/// proportion to the text. What units a formula puts together is for `formulas::problem_in` to check, when all lines
/// are read. Where the formula is wrong, the expression may hold parts of it that nothing uses. `contract_error` for a
/// name that is both a driver and a line.
parsed_formula parse_formula(std::string_view text, const std::shared_ptr<expression>& into, const formula_names& names,
                             std::span<const formula_function> functions = {});

/// What a formula may have at most: bytes, parentheses and signs around a part, and digits of one number.
inline constexpr std::size_t most_formula_bytes = 65'536;
inline constexpr std::size_t most_formula_levels = 200;
inline constexpr std::size_t most_formula_digits = 60;

/// Whether it is a word of the language and so no name: `and`, `min`, `hours`, ...
bool is_reserved_word(std::string_view word);

/// Why a driver or a line can't have that name; nothing where it can. Letters, digits and `_`, in parts that a point
/// separates, such as `rainier.chips`; none begins with a digit, and the whole is no reserved word.
std::optional<std::string> name_problem(std::string_view name);

}  // namespace runrate

#endif
