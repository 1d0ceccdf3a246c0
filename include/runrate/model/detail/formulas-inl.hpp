#ifndef RUNRATE_MODEL_DETAIL_FORMULAS_INL_HPP
#define RUNRATE_MODEL_DETAIL_FORMULAS_INL_HPP

#include <runrate/model/detail/unit_check.hpp>
#include <runrate/model/formulas.hpp>

#include <algorithm>

namespace runrate {
namespace detail {

inline constexpr std::size_t no_line = static_cast<std::size_t>(-1);

/// Which of the lines each name of the expression is.
inline std::vector<std::size_t> places_of_lines(const expression& parts, std::span<const line_formula> lines) {
  std::vector<std::size_t> places(parts.lines().size(), no_line);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const auto at = parts.find_line(lines[i].name)) places[*at] = i;
  }
  return places;
}

/// Walks the lines in the order in which they need each other, with a stack of its own: no chain of lines is too long.
class line_walk {
public:
  line_walk(const expression& parts, std::span<const line_formula> lines)
      : parts_(parts), lines_(lines), places_(places_of_lines(parts, lines)), seen_(parts.nodes().size(), 0) {}

  std::optional<formula_problem> run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (lines_[k].name == lines_[i].name) return problem(i, lines_[i].root, twice(lines_[i].name));
      }
    }
    state_.assign(lines_.size(), unseen);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (state_[i] == unseen) {
        if (auto found = walk(i)) return found;
      }
    }
    return std::nullopt;
  }

  std::vector<node_id> take_order() { return std::move(order_); }
  std::vector<std::size_t> take_places() { return std::move(places_); }

private:
  enum state : char { unseen, open, done };
  struct step {
    node_id node;
    int next_operand;
    std::size_t line;  // a line that this step ends; no_line for a node within one
  };

  static reason twice(const std::string& name) {
    return {reason_code::contradiction, "the line " + name + " is there twice", {{"line", name}}};
  }
  static formula_problem problem(std::size_t line, node_id node, reason why) { return {line, node, std::move(why)}; }

  std::optional<formula_problem> walk(std::size_t first) {
    path_.assign(1, first);
    state_[first] = open;
    std::vector<step> stack{{lines_[first].root, 0, first}};
    while (!stack.empty()) {
      step& top = stack.back();
      const expression_node& n = parts_[top.node];
      const bool seen = seen_[static_cast<std::size_t>(top.node)] != 0;
      if (!seen && (n.op == operation::line || n.op == operation::previous) &&
          places_[static_cast<std::size_t>(n.index)] == no_line) {
        return problem(path_.back(), top.node, no_formula(static_cast<std::size_t>(n.index)));
      }
      if (!seen && n.op == operation::line && top.next_operand == 0) {
        ++top.next_operand;
        const std::size_t to = places_[static_cast<std::size_t>(n.index)];
        if (state_[to] == open) return problem(path_.back(), top.node, cycle(to));
        if (state_[to] == unseen) {
          state_[to] = open;
          path_.push_back(to);
          stack.push_back({lines_[to].root, 0, to});
          continue;
        }
      } else if (!seen && n.op != operation::line && top.next_operand < operands_of(n.op)) {
        stack.push_back({n.operands[top.next_operand++], 0, no_line});
        continue;
      }
      if (!seen) {
        seen_[static_cast<std::size_t>(top.node)] = 1;
        order_.push_back(top.node);
      }
      if (top.line != no_line) {
        state_[top.line] = done;
        path_.pop_back();
      }
      stack.pop_back();
    }
    return std::nullopt;
  }

  reason no_formula(std::size_t name) const {
    const std::string& missing = parts_.lines()[name].name;
    return {reason_code::operand_missing, "there is no line " + missing, {{"line", missing}}};
  }

  reason cycle(std::size_t to) const {
    std::string text;
    for (auto at = std::find(path_.begin(), path_.end(), to); at != path_.end(); ++at)
      text += lines_[*at].name + " needs ";
    text += lines_[to].name;
    return {reason_code::contradiction,
            text + ", all in one period: refer to an earlier period by previous(" + lines_[to].name + ", ...)",
            {{"line", lines_[to].name}}};
  }

  const expression& parts_;
  std::span<const line_formula> lines_;
  std::vector<std::size_t> places_;
  std::vector<char> seen_;
  std::vector<state> state_;
  std::vector<std::size_t> path_;
  std::vector<node_id> order_;
};

}  // namespace detail

RUNRATE_FUNC std::optional<formula_problem> formulas::problem_in(const expression& parts,
                                                                 std::span<const line_formula> lines) {
  detail::line_walk walk(parts, lines);
  if (auto found = walk.run()) return found;
  return detail::wrong_unit(parts, lines, walk.take_order(), walk.take_places());
}

RUNRATE_FUNC result<formulas> formulas::of(std::shared_ptr<const expression> parts, std::vector<line_formula> lines) {
  detail::line_walk walk(*parts, lines);
  auto wrong = walk.run();
  formulas made;
  made.order_ = walk.take_order();
  made.line_places_ = walk.take_places();
  if (!wrong) wrong = detail::wrong_unit(*parts, lines, made.order_, made.line_places_);
  if (wrong) {
    reason why = std::move(wrong->why);
    why.text = lines[wrong->line].name + ": " + why.text;
    return why;
  }
  made.parts_ = std::move(parts);
  made.lines_ = std::move(lines);
  return made;
}

RUNRATE_FUNC std::optional<std::size_t> formulas::find(std::string_view line) const {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].name == line) return i;
  }
  return std::nullopt;
}

RUNRATE_FUNC std::string formulas::text(std::size_t line) const {
  std::unordered_map<node_id, std::string> named;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    // A line that is nothing but a driver or a number would hide it.
    if (i != line && operands_of((*parts_)[lines_[i].root].op) > 0) named.emplace(lines_[i].root, lines_[i].name);
  }
  named.erase(lines_[line].root);
  return to_string(*parts_, lines_[line].root, named);
}

RUNRATE_FUNC result<formulas> formulas::joined_with(const formulas& other) const {
  auto parts = std::make_shared<expression>(*parts_);
  std::vector<line_formula> lines = lines_;
  for (const line_formula& l : other.lines_) {
    lines.push_back({l.name, l.unit, parts->copied(*other.parts_, l.root), l.kind});
  }
  return of(std::move(parts), std::move(lines));
}

}  // namespace runrate

#endif
