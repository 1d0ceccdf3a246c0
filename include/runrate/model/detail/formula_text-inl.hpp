#ifndef RUNRATE_MODEL_DETAIL_FORMULA_TEXT_INL_HPP
#define RUNRATE_MODEL_DETAIL_FORMULA_TEXT_INL_HPP

#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/expression.hpp>

#include <utility>

namespace runrate {
namespace detail {

RUNRATE_FUNC std::string number_text(const ratio& value) {
  std::string digits = to_string(value);
  const std::size_t stroke = digits.find('/');
  if (stroke == std::string::npos) return digits;
  constexpr int most_places = 40;
  ratio shifted = value;
  for (int places = 1; places <= most_places; ++places) {
    shifted *= ratio(10);
    digits = to_string(shifted);
    if (digits.find('/') != std::string::npos) continue;
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    const auto after = static_cast<std::size_t>(places);
    if (digits.size() - first <= after) digits.insert(first, after + 1 - (digits.size() - first), '0');
    digits.insert(digits.size() - after, 1, '.');
    return digits;
  }
  digits = to_string(value);
  return digits.insert(stroke, 1, ' ').insert(stroke + 2, 1, ' ');
}

/// How tightly an operation holds its operands.
enum class binding { either, both, opposite, comparison, sum, product, sign, power, atom };

inline binding binding_of(operation op) {
  switch (op) {
    case operation::either: return binding::either;
    case operation::both: return binding::both;
    case operation::opposite: return binding::opposite;
    case operation::less:
    case operation::less_or_equal:
    case operation::equal: return binding::comparison;
    case operation::add:
    case operation::subtract: return binding::sum;
    case operation::multiply:
    case operation::divide: return binding::product;
    case operation::negate: return binding::sign;
    case operation::power: return binding::power;
    default: return binding::atom;
  }
}

/// Between its operands, or before them.
inline const char* sign_text(operation op) {
  switch (op) {
    case operation::add: return " + ";
    case operation::subtract: return " - ";
    case operation::multiply: return " * ";
    case operation::divide: return " / ";
    case operation::power: return "^";
    case operation::less: return " < ";
    case operation::less_or_equal: return " <= ";
    case operation::equal: return " = ";
    case operation::both: return " and ";
    case operation::either: return " or ";
    case operation::opposite: return "not ";
    case operation::negate: return "-";
    case operation::exponential: return "exp";
    case operation::logarithm: return "ln";
    case operation::minimum: return "min";
    case operation::maximum: return "max";
    case operation::select: return "if";
    case operation::previous: return "previous";
    default: return "";
  }
}

/// Texts of nodes, from the leaves up. A text that is used once is moved on and not copied, so that a long sum costs
/// what it prints.
class formula_writer {
public:
  formula_writer(const expression& e, const std::unordered_map<node_id, std::string>& named) : e_(e), named_(named) {}

  std::string write(node_id root) {
    uses_.assign(static_cast<std::size_t>(root) + 1, 0);
    texts_.assign(uses_.size(), {});
    uses_.back() = 1;
    for (std::size_t i = uses_.size(); i-- > 0;) {
      if (uses_[i] == 0 || is_named(i, root)) continue;
      for (const node_id o : e_.nodes()[i].operands) {
        if (o >= 0) ++uses_[static_cast<std::size_t>(o)];
      }
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i] == 0) continue;
      texts_[i] =
          is_named(i, root) ? written{named_.at(static_cast<node_id>(i)), binding::atom} : text_of(e_.nodes()[i]);
      if (texts_[i].text.size() > most_characters) texts_[i] = {"...", binding::atom};
    }
    return std::move(texts_.back().text);
  }

private:
  static constexpr std::size_t most_characters = 100'000;

  struct written {
    std::string text;
    binding holds = binding::atom;
  };

  bool is_named(std::size_t i, node_id root) const {
    return static_cast<node_id>(i) != root && named_.contains(static_cast<node_id>(i));
  }

  written take(node_id o) {
    const auto at = static_cast<std::size_t>(o);
    if (--uses_[at] == 0) return std::move(texts_[at]);
    return texts_[at];
  }

  /// In parentheses where it holds less tightly than what is around it.
  std::string operand(node_id o, binding at_least) {
    written w = take(o);
    if (w.holds >= at_least) return std::move(w.text);
    return "(" + w.text + ")";
  }

  bool is_number(node_id o) const { return e_[o].op == operation::constant; }

  /// A quotient of two numbers that is written as one number where a number is meant: 1 / 3. As an operation it is
  /// written as 1 / (3), so that either is read as what it was.
  bool reads_as_fraction(const expression_node& n) const {
    if (!is_number(n.operands[0]) || !is_number(n.operands[1])) return false;
    const auto& a = e_.constants()[static_cast<std::size_t>(e_[n.operands[0]].index)];
    const auto& b = e_.constants()[static_cast<std::size_t>(e_[n.operands[1]].index)];
    const auto is_whole = [](const expression::number& c) {
      return c.unit.is_none() && to_string(c.value).find('/') == std::string::npos;
    };
    return is_whole(a) && is_whole(b) && sign(b.value) > 0 &&
           number_text(a.value / b.value).find('/') != std::string::npos;
  }

  static binding tighter(binding b) { return static_cast<binding>(static_cast<int>(b) + 1); }

  written text_of(const expression_node& n) {
    const auto index = static_cast<std::size_t>(n.index);
    const binding own = binding_of(n.op);
    switch (n.op) {
      case operation::constant: {
        const expression::number& c = e_.constants()[index];
        std::string text = number_text(c.value);
        const binding holds = text.find('/') != std::string::npos ? binding::product
                              : text.starts_with('-')             ? binding::sign
                                                                  : binding::atom;
        if (c.unit.is_none()) return {std::move(text), holds};
        return {(holds == binding::product ? "(" + text + ")" : text) + " [" + to_string(c.unit) + "]",
                holds == binding::sign ? holds : binding::atom};
      }
      case operation::driver: return {e_.drivers()[index].name};
      case operation::line: return {e_.lines()[index].name};
      case operation::quantity: return {to_string(e_.quantities()[index])};
      case operation::previous: {
        std::string text = "previous(" + e_.lines()[index].name + ", " + operand(n.operands[0], binding::either);
        if (n.lag != 1) text += ", " + std::to_string(n.lag);
        return {text + ")"};
      }
      case operation::negate: {
        // -4 is the number; its opposite as an operation is -(-4), and that of 4 is -(4).
        const bool of_number = is_number(n.operands[0]);
        std::string text = operand(n.operands[0], tighter(own));
        return {of_number && !text.starts_with('(') ? "-(" + text + ")" : "-" + text, own};
      }
      case operation::opposite: return {sign_text(n.op) + operand(n.operands[0], tighter(own)), own};
      case operation::exponential:
      case operation::logarithm:
      case operation::minimum:
      case operation::maximum:
      case operation::select: {
        std::string text = std::string(sign_text(n.op)) + "(";
        for (int k = 0; k < operands_of(n.op); ++k) {
          text += (k == 0 ? "" : ", ") + operand(n.operands[k], binding::either);
        }
        return {text + ")"};
      }
      default: break;
    }
    // From the left: a - b - c is (a - b) - c. A power is in parentheses on both sides, where readers differ; so is
    // one comparison in another.
    const bool apart = own == binding::power || own == binding::comparison;
    const bool as_fraction = n.op == operation::divide && reads_as_fraction(n);
    std::string text = operand(n.operands[0], apart ? tighter(own) : own);
    text += sign_text(n.op);
    text += as_fraction ? "(" + operand(n.operands[1], own) + ")" : operand(n.operands[1], tighter(own));
    return {std::move(text), own};
  }

  const expression& e_;
  const std::unordered_map<node_id, std::string>& named_;
  std::vector<int> uses_;
  std::vector<written> texts_;
};

}  // namespace detail

RUNRATE_FUNC std::string to_string(const expression& e, node_id root,
                                   const std::unordered_map<node_id, std::string>& named) {
  return detail::formula_writer(e, named).write(root);
}

}  // namespace runrate

#endif
