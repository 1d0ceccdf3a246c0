// Formulas as data: nodes in the order in which they can be computed.
#ifndef RUNRATE_MODEL_EXPRESSION_HPP
#define RUNRATE_MODEL_EXPRESSION_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/model/timeline.hpp>
#include <runrate/model/unit.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace runrate {

/// What a node does with its operands.
enum class operation : std::uint8_t {
  constant,  ///< a number, with a unit where it has one
  driver,    ///< the value of a driver in the period
  quantity,  ///< what a period knows of itself: its hours, its position
  line,      ///< the value of another line in the same period
  previous,  ///< the value of a line so many periods before; before the first, the operand
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,
  exponential,
  logarithm,
  minimum,
  maximum,
  less,
  less_or_equal,
  equal,
  both,
  either,
  opposite,  ///< conditions
  select,    ///< the second operand where the first, a condition, holds; else the third
};

/// How many operands it has: 0 to 3.
constexpr int operands_of(operation op) {
  switch (op) {
    case operation::constant:
    case operation::driver:
    case operation::quantity:
    case operation::line: return 0;
    case operation::previous:
    case operation::negate:
    case operation::exponential:
    case operation::logarithm:
    case operation::opposite: return 1;
    case operation::select: return 3;
    default: return 2;
  }
}

/// Whether it gives a condition and not a number.
constexpr bool is_condition(operation op) { return op >= operation::less && op <= operation::opposite; }

/// The unit of a period's quantity: hour, day, week, year, or none.
unit unit_of(const dated_quantity& q);

/// A node's place in its expression.
using node_id = std::int32_t;

struct expression_node {
  operation op;
  /// Which constant, driver, quantity or line.
  std::int32_t index = 0;
  /// Periods back, of `previous`: 1 or more.
  std::int32_t lag = 0;
  node_id operands[3] = {-1, -1, -1};

  bool operator==(const expression_node&) const = default;
};

/// The nodes that formulas of one model share. A node comes after its operands, so that one pass in order computes all;
/// nothing walks by recursion, so that no depth is too great. The same node is never there twice.
class expression {
public:
  struct named {
    std::string name;
    runrate::unit unit;
  };
  struct number {
    ratio value;
    runrate::unit unit;
    bool operator==(const number&) const = default;
  };

  /// More nodes than a formula of a person can have, and few enough that a machine's does no harm.
  static constexpr std::size_t most_nodes = 1'000'000;

  std::span<const expression_node> nodes() const { return nodes_; }
  const expression_node& operator[](node_id id) const { return nodes_[static_cast<std::size_t>(id)]; }
  std::span<const number> constants() const { return constants_; }
  std::span<const named> drivers() const { return drivers_; }
  std::span<const named> lines() const { return lines_; }
  std::span<const dated_quantity> quantities() const { return quantities_; }

  /// The node of a number; of a driver, which must always have the same unit; of a period's quantity; of a line.
  node_id constant(const ratio& value, const unit& of = {});
  node_id driver(std::string_view name, const unit& of);
  node_id quantity(const dated_quantity& q);
  node_id line(std::string_view name, const unit& of);
  node_id previous(std::string_view line, const unit& of, int lag, node_id initial);
  /// A node of one to three operands, which are there already.
  node_id made(operation op, node_id a, node_id b = -1, node_id c = -1);

  /// The same node of another expression, with all that it stands on.
  node_id copied(const expression& from, node_id id);

  std::optional<std::size_t> find_driver(std::string_view name) const;
  std::optional<std::size_t> find_line(std::string_view name) const;
  /// The line's place, added where it is new. `contract_error` for a second unit.
  std::size_t declare_line(std::string_view name, const unit& of);
  std::size_t declare_driver(std::string_view name, const unit& of);

private:
  struct hash {
    std::size_t operator()(const expression_node& n) const;
  };
  node_id add(const expression_node& n);
  static std::size_t declared(std::vector<named>& all, std::unordered_map<std::string, std::size_t>& places,
                              const char* what, std::string_view name, const unit& of);

  std::vector<expression_node> nodes_;
  std::vector<number> constants_;
  std::vector<named> drivers_;
  std::vector<named> lines_;
  std::vector<dated_quantity> quantities_;
  std::unordered_map<expression_node, node_id, hash> known_;
  std::unordered_map<std::string, std::size_t> constant_places_;
  std::unordered_map<std::string, std::size_t> driver_places_;
  std::unordered_map<std::string, std::size_t> line_places_;
};

/// A formula as text with no more parentheses than it needs. `named` gives nodes that stand as a name: those of lines.
/// Text beyond 100,000 characters ends with "...": shared parts can make it endless.
std::string to_string(const expression& e, node_id root, const std::unordered_map<node_id, std::string>& named = {});

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/expression-inl.hpp>
#endif

#endif
