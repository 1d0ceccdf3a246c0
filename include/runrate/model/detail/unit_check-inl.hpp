#ifndef RUNRATE_MODEL_DETAIL_UNIT_CHECK_INL_HPP
#define RUNRATE_MODEL_DETAIL_UNIT_CHECK_INL_HPP

#include <runrate/model/detail/unit_check.hpp>
#include <runrate/model/formulas.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC unit unit_of(const dated_quantity& q) {
  const auto named = [](const char* name) { return unit::parse(name).value(); };
  switch (q.what) {
    case period_quantity::hours: return named("hour");
    case period_quantity::days:
    case period_quantity::days_since: return named("day");
    case period_quantity::weeks: return named("week");
    case period_quantity::years:
    case period_quantity::elapsed:
    case period_quantity::elapsed_begin:
    case period_quantity::elapsed_end: return named("year");
    case period_quantity::index:
    case period_quantity::position:
    case period_quantity::share_after: break;
  }
  return {};
}

namespace detail {

/// Finds the units of nodes in the order of computation. Zero goes with every unit: it has none of its own here.
class unit_walk {
public:
  using maybe_unit = std::optional<unit>;

  unit_walk(const expression& parts, std::span<const line_formula> lines, std::span<const std::size_t> line_places)
      : parts_(parts), lines_(lines), line_places_(line_places), units_(parts.nodes().size()) {}

  /// Why the node has no unit, if it has none.
  std::optional<reason> visit(node_id id) {
    const expression_node& n = parts_[id];
    const auto index = static_cast<std::size_t>(n.index);
    maybe_unit& own = units_[static_cast<std::size_t>(id)];
    const auto of = [&](int k) -> const maybe_unit& { return units_[static_cast<std::size_t>(n.operands[k])]; };
    if (auto why = kind_problem(n)) return why;
    switch (n.op) {
      case operation::constant: {
        const expression::number& c = parts_.constants()[index];
        if (sign(c.value) != 0 || !c.unit.is_none()) own = c.unit;
        return std::nullopt;
      }
      case operation::driver: own = parts_.drivers()[index].unit; return std::nullopt;
      case operation::quantity: own = unit_of(parts_.quantities()[index]); return std::nullopt;
      case operation::line: own = lines_[line_places_[index]].unit; return std::nullopt;
      case operation::previous:
        own = lines_[line_places_[index]].unit;
        if (of(0) && !(*of(0) == *own)) {
          return mismatch(n, "the value before the first period, " + named(n, 0),
                          "the line " + parts_.lines()[index].name + " in " + to_string(*own));
        }
        return std::nullopt;
      case operation::negate: own = of(0); return std::nullopt;
      case operation::add:
      case operation::subtract:
      case operation::minimum:
      case operation::maximum: return joined(n, 0, 1, own);
      case operation::select: return joined(n, 1, 2, own);
      case operation::less:
      case operation::less_or_equal:
      case operation::equal: {
        maybe_unit ignored;
        return joined(n, 0, 1, ignored);
      }
      case operation::multiply:
        if (of(0) && of(1)) own = *of(0) * *of(1);
        return beyond_all_units(own);
      case operation::divide:
        if (of(0) && of(1)) own = *of(0) / *of(1);
        return beyond_all_units(own);
      case operation::exponential:
      case operation::logarithm:
        own = unit();
        if (of(0) && !of(0)->is_none()) return not_a_number(n, 0);
        return std::nullopt;
      case operation::power: return power(n, own);
      case operation::both:
      case operation::either:
      case operation::opposite: break;
    }
    return std::nullopt;
  }

  const maybe_unit& unit_of_node(node_id id) const { return units_[static_cast<std::size_t>(id)]; }

  std::optional<reason> line_problem(const line_formula& l) const {
    if (is_condition(parts_[l.root].op)) {
      return reason{reason_code::malformed, to_string(parts_, l.root) + " is a condition, and a line is a number"};
    }
    const maybe_unit& found = units_[static_cast<std::size_t>(l.root)];
    if (!found || *found == l.unit) return std::nullopt;
    return reason{reason_code::contradiction,
                  "the formula " + shortened(to_string(parts_, l.root)) + " yields " + to_string(*found) +
                      ", and the line is in " + to_string(l.unit),
                  {{"yields", to_string(*found)}, {"declared", to_string(l.unit)}}};
  }

private:
  static std::string shortened(std::string text) {
    constexpr std::size_t most = 120;
    if (text.size() > most) text.replace(most - 3, std::string::npos, "...");
    return text;
  }

  std::string named(const expression_node& n, int k) const {
    const maybe_unit& u = units_[static_cast<std::size_t>(n.operands[k])];
    return shortened(to_string(parts_, n.operands[k])) + " in " + (u ? to_string(*u) : "any unit");
  }

  /// Conditions and numbers where the others belong.
  std::optional<reason> kind_problem(const expression_node& n) const {
    for (int k = 0; k < operands_of(n.op); ++k) {
      const bool wanted = n.op == operation::both || n.op == operation::either || n.op == operation::opposite ||
                          (n.op == operation::select && k == 0);
      if (is_condition(parts_[n.operands[k]].op) == wanted) continue;
      return reason{reason_code::malformed, shortened(to_string(parts_, n.operands[k])) +
                                                (wanted ? " is a number, where a condition such as a < b belongs"
                                                        : " is a condition, where a number belongs")};
    }
    return std::nullopt;
  }

  std::optional<reason> joined(const expression_node& n, int a, int b, maybe_unit& own) const {
    const maybe_unit& x = units_[static_cast<std::size_t>(n.operands[a])];
    const maybe_unit& y = units_[static_cast<std::size_t>(n.operands[b])];
    if (x && y && !(*x == *y)) return mismatch(n, named(n, a), named(n, b));
    own = x ? x : y;
    return std::nullopt;
  }

  static reason mismatch(const expression_node& n, const std::string& a, const std::string& b) {
    const char* verb = n.op == operation::add        ? "added"
                       : n.op == operation::subtract ? "subtracted"
                       : n.op == operation::less || n.op == operation::less_or_equal || n.op == operation::equal
                           ? "compared"
                           : "put side by side";
    return {reason_code::contradiction,
            a + " and " + b + " can't be " + verb + ": they have different units",
            {{"left", a}, {"right", b}}};
  }

  reason not_a_number(const expression_node& n, int k) const {
    return {reason_code::contradiction,
            named(n, k) + " is not a plain number, as exp, ln and a power that is not whole need"};
  }

  /// Powers of powers soon pass what an integer holds; nobody's figure has such a unit.
  static std::optional<reason> beyond_all_units(const maybe_unit& own) {
    constexpr int most = 1'000;
    if (!own || own->highest_power() <= most) return std::nullopt;
    return reason{reason_code::out_of_range, "a unit is raised to a power beyond 1,000"};
  }

  std::optional<reason> power(const expression_node& n, maybe_unit& own) const {
    const maybe_unit& base = units_[static_cast<std::size_t>(n.operands[0])];
    const maybe_unit& exponent = units_[static_cast<std::size_t>(n.operands[1])];
    own = unit();
    if (exponent && !exponent->is_none()) return not_a_number(n, 1);
    if (!base || base->is_none()) return std::nullopt;
    const expression_node& e = parts_[n.operands[1]];
    if (e.op != operation::constant) return not_a_number(n, 0);
    const ratio& value = parts_.constants()[static_cast<std::size_t>(e.index)].value;
    if (value < ratio(-9) || value > ratio(9)) return not_a_number(n, 0);
    const decimal whole = round(value, round_to{0});
    if (ratio(whole) != value) return not_a_number(n, 0);
    own = pow(*base, static_cast<int>(whole.billionths() / 1'000'000'000));
    return beyond_all_units(own);
  }

  const expression& parts_;
  std::span<const line_formula> lines_;
  std::span<const std::size_t> line_places_;
  std::vector<maybe_unit> units_;
};

RUNRATE_FUNC std::optional<unit> yielded_unit(const expression& parts, node_id root) {
  // Lines of earlier periods have the unit that they were declared with.
  std::vector<line_formula> lines;
  std::vector<std::size_t> places;
  for (const expression::named& l : parts.lines()) {
    places.push_back(lines.size());
    lines.push_back({l.name, l.unit, root});
  }
  unit_walk walk(parts, lines, places);
  for (node_id id = 0; id <= root; ++id) {
    if (walk.visit(id)) return std::nullopt;
  }
  return walk.unit_of_node(root);
}

RUNRATE_FUNC std::optional<formula_problem> wrong_unit(const expression& parts, std::span<const line_formula> lines,
                                                       std::span<const node_id> order,
                                                       std::span<const std::size_t> line_places) {
  unit_walk walk(parts, lines, line_places);
  // A node belongs to the line whose root is the next in the order.
  std::vector<std::size_t> line_of_root(parts.nodes().size(), lines.size());
  for (std::size_t i = lines.size(); i-- > 0;) line_of_root[static_cast<std::size_t>(lines[i].root)] = i;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto why = walk.visit(order[i]);
    std::size_t line = line_of_root[static_cast<std::size_t>(order[i])];
    if (why) {
      // The line that it is a part of ends later.
      for (std::size_t k = i; line == lines.size() && k < order.size(); ++k) {
        line = line_of_root[static_cast<std::size_t>(order[k])];
      }
      return formula_problem{line, order[i], std::move(*why)};
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (auto why = walk.line_problem(lines[i])) return formula_problem{i, lines[i].root, std::move(*why)};
  }
  return std::nullopt;
}

}  // namespace detail
}  // namespace runrate

#endif
