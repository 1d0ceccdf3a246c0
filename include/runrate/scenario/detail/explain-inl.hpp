#ifndef RUNRATE_SCENARIO_DETAIL_EXPLAIN_INL_HPP
#define RUNRATE_SCENARIO_DETAIL_EXPLAIN_INL_HPP

#include <runrate/core/format.hpp>
#include <runrate/scenario/explain.hpp>

#include <fmt/format.h>

#include <unordered_map>

namespace runrate {
namespace detail {

/// The operands of a formula, without going into lines that stand by name.
class operand_walk {
public:
  operand_walk(const model_run<exact>& run, const driver_values& values, std::size_t line, std::size_t period)
      : run_(run), f_(run.of()), values_(values), line_(line), period_(period) {
    for (std::size_t i = 0; i < f_.lines().size(); ++i) {
      const node_id root = f_.lines()[i].root;
      if (i != line && root != f_.lines()[line].root && operands_of(f_.parts()[root].op) > 0) roots_.emplace(root, i);
    }
  }

  std::vector<explained_operand> operands() {
    const node_id root = f_.lines()[line_].root;
    std::vector<char> seen(f_.parts().nodes().size(), 0);
    std::vector<node_id> stack{root};
    while (!stack.empty()) {
      const node_id id = stack.back();
      stack.pop_back();
      if (seen[static_cast<std::size_t>(id)] != 0) continue;
      seen[static_cast<std::size_t>(id)] = 1;
      if (const auto other = roots_.find(id); other != roots_.end()) {
        take_line(other->second);
        continue;
      }
      const expression_node& n = f_.parts()[id];
      take(id, n);
      // What stands before the first period is read there only.
      if (n.op == operation::previous && static_cast<std::size_t>(n.lag) <= period_) continue;
      for (int k = operands_of(n.op); k-- > 0;) stack.push_back(n.operands[k]);
    }
    return std::move(found_);
  }

private:
  void take_line(std::size_t line) {
    found_.push_back(
        {operand_kind::line, f_.lines()[line].name, run_.value(line, period_), f_.lines()[line].unit, line, period_});
  }

  void take(node_id id, const expression_node& n) {
    const auto index = static_cast<std::size_t>(n.index);
    if (n.op == operation::driver) {
      const expression::named& d = f_.drivers()[index];
      const driver_setting& s = *values_.find(d.name);
      found_.push_back({operand_kind::driver, d.name, exact(s.values[s.values.size() == 1 ? 0 : period_]), d.unit});
    } else if (n.op == operation::quantity) {
      const dated_quantity& q = f_.parts().quantities()[index];
      found_.push_back({operand_kind::quantity, to_string(q), exact(run_.periods().quantity(q, period_)), unit_of(q)});
    } else if (n.op == operation::line) {
      take_line(f_.line_at(n));
    } else if (n.op == operation::previous && static_cast<std::size_t>(n.lag) <= period_) {
      const std::size_t line = f_.line_at(n), period = period_ - static_cast<std::size_t>(n.lag);
      found_.push_back({operand_kind::previous, to_string(f_.parts(), id), run_.value(line, period),
                        f_.lines()[line].unit, line, period});
    }
  }

  const model_run<exact>& run_;
  const formulas& f_;
  const driver_values& values_;
  std::size_t line_;
  std::size_t period_;
  std::unordered_map<node_id, std::size_t> roots_;
  std::vector<explained_operand> found_;
};

/// A value as a reader wants it: with its thousands, and with as many of nine places as it has.
inline std::string value_text(const exact& value, const unit& of) {
  const decimal nearest = round(value.value(), round_to{decimal::places});
  std::string text = fmt::format("{:,}", nearest);
  if (ratio(nearest) != value.value() || value.is_rounded()) text = "about " + text;
  return of.is_none() ? text : text + " " + to_string(of);
}

}  // namespace detail

RUNRATE_FUNC explanation explain(const model_run<exact>& run, const driver_values& values, std::size_t line,
                                 std::size_t period) {
  const formulas& f = run.of();
  return {line,
          period,
          f.text(line),
          run.value(line, period),
          f.lines()[line].unit,
          detail::operand_walk(run, values, line, period).operands()};
}

RUNRATE_FUNC std::string explanation::sentence(const formulas& model, const timeline& periods) const {
  std::string text = model.lines()[line].name + " in " + periods[period].label + " = " + formula + " = " +
                     detail::value_text(value, unit);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    text += (i == 0                     ? ", with "
             : i + 1 == operands.size() ? " and "
                                        : ", ") +
            operands[i].name + " = " + detail::value_text(operands[i].value, operands[i].unit);
  }
  return text;
}

}  // namespace runrate

#endif
