#include "workbook_formulas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace runrate::excel {
namespace {

/// Text of a formula in one cell, by an estimate before it is written; Excel takes 8,192 characters.
constexpr std::size_t longest_text = 1'000;
/// What is longer and stands in several formulas has a row.
constexpr std::size_t longest_repeated = 80;
/// Parentheses and functions in each other; Excel takes 64 functions.
constexpr int deepest = 20;

/// How tightly a formula's last operation binds; one that binds less tightly than its place needs parentheses.
enum binding { loose, comparison, sum, product, whole };

struct text_of_node {
  std::string text;
  binding binds = whole;
};

std::string at_least(binding needed, const text_of_node& of) {
  return of.binds >= needed ? of.text : '(' + of.text + ')';
}

text_of_node infix(const text_of_node& a, const char* symbol, const text_of_node& b, binding binds) {
  const auto tighter = static_cast<binding>(binds + 1);
  return {at_least(binds == comparison ? tighter : binds, a) + symbol + at_least(tighter, b), binds};
}

text_of_node function(const char* name, const text_of_node& a) { return {fmt::format("{}({})", name, a.text)}; }
text_of_node function(const char* name, const text_of_node& a, const text_of_node& b) {
  return {fmt::format("{}({},{})", name, a.text, b.text)};
}

bool is_whole_above_zero(const ratio& value) {
  return sign(value) > 0 && to_string(value.reduced()).find('/') == std::string::npos;
}

text_of_node power(const text_of_node& a, const text_of_node& b, const ratio* exponent) {
  const std::string plain = at_least(whole, a) + '^' + at_least(whole, b);
  if (exponent != nullptr && is_whole_above_zero(*exponent)) return {'(' + plain + ')'};
  return {fmt::format("IF({1}=0,1+0*{0},IF(AND({0}<0,{1}<>INT({1})),NA(),{2}))", at_least(whole, a), at_least(whole, b),
                      plain)};
}

const ratio* constant_of(const expression& parts, node_id id) {
  const expression_node& n = parts[id];
  return n.op == operation::constant ? &parts.constants()[static_cast<std::size_t>(n.index)].value : nullptr;
}

/// Whether a power's operands stand in its formula more than once.
bool is_guarded_power(const expression& parts, const expression_node& n) {
  if (n.op != operation::power) return false;
  const ratio* const exponent = constant_of(parts, n.operands[1]);
  return exponent == nullptr || !is_whole_above_zero(*exponent);
}

std::size_t place(node_id id) { return static_cast<std::size_t>(id); }

/// The length of a node's own text besides its operands, some.
std::size_t own_length(operation op) {
  switch (op) {
    case operation::constant:
    case operation::quantity: return 14;
    case operation::driver: return 24;
    case operation::line:
    case operation::previous: return 6;
    case operation::power: return 24;
    default: return 6;
  }
}

}  // namespace

std::string literal(const ratio& value) {
  const double near = to_double(value);
  if (!std::isfinite(near) || (near == 0 && sign(value) != 0)) return "NA()";
  // A decimal, or a fraction of numbers of which no digit is lost; else the nearest number.
  constexpr std::size_t digits = 15;
  std::string text = fmt::format("{}", near);
  if (std::abs(near) < 1e15) {
    const decimal short_value = round(value, round_to{decimal::places});
    const std::string fraction = to_string(value.reduced());
    const std::size_t slash = fraction.find('/');
    if (ratio(short_value) == value) {
      if (to_string(short_value).size() <= digits + 1) text = to_string(short_value);
    } else if (slash <= digits && fraction.size() - slash <= digits) {
      text = fraction;
    }
  }
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c == 'e' ? 'E' : c; });
  const bool needs_parentheses = text.front() == '-' || text.find('/') != std::string::npos;
  return needs_parentheses ? '(' + text + ')' : text;
}

formula_rows::formula_rows(const formulas& f) : f_(&f), row_of_(f.parts().nodes().size(), -1) { plan(); }

node_id formula_rows::node(std::size_t row) const {
  return row < lines() ? f_->lines()[row].root : parts_[row - lines()];
}

void formula_rows::plan() {
  const expression& parts = f_->parts();
  struct size {
    std::size_t length = 0;
    int depth = 0;
  };
  std::vector<size> sizes(parts.nodes().size());
  std::vector<int> uses(parts.nodes().size());
  for (const node_id id : f_->order()) {
    const expression_node& n = parts[id];
    for (int k = 0; k < operands_of(n.op); ++k) ++uses[place(n.operands[k])];
  }
  const auto give_row = [&](node_id id) {
    if (row_of_[place(id)] >= 0) return;
    row_of_[place(id)] = static_cast<std::int32_t>(lines() + parts_.size());
    parts_.push_back(id);
    sizes[place(id)] = {own_length(operation::line), 0};
  };
  for (const node_id id : f_->order()) {
    const expression_node& n = parts[id];
    size& of = sizes[place(id)];
    const bool guarded = is_guarded_power(parts, n);
    for (const bool divided : {false, true}) {
      of = {own_length(n.op), 0};
      for (int k = 0; k < operands_of(n.op); ++k) {
        const node_id operand = n.operands[k];
        if (operands_of(parts[operand].op) > 0 &&
            (divided || (guarded && sizes[place(operand)].length > longest_repeated)))
          give_row(operand);
        const size& part = sizes[place(operand)];
        of.length += guarded ? 4 * part.length : part.length;
        of.depth = std::max(of.depth, part.depth + 1);
      }
      if (of.length <= longest_text && of.depth <= deepest) break;
    }
    if (uses[place(id)] > 1 && operands_of(n.op) > 0 && of.length > longest_repeated) give_row(id);
  }
}

std::vector<std::string> formula_rows::formulas_in(std::size_t period, const operand_cells& cells) const {
  const expression& parts = f_->parts();
  std::vector<text_of_node> texts(parts.nodes().size());
  std::vector<std::string> made(rows());
  for (const node_id id : f_->order()) {
    const expression_node& n = parts[id];
    const auto index = static_cast<std::size_t>(n.index);
    const auto a = [&]() -> const text_of_node& { return texts[place(n.operands[0])]; };
    const auto b = [&]() -> const text_of_node& { return texts[place(n.operands[1])]; };
    const auto c = [&]() -> const text_of_node& { return texts[place(n.operands[2])]; };
    text_of_node& text = texts[place(id)];
    switch (n.op) {
      case operation::constant: text = {literal(parts.constants()[index].value)}; break;
      case operation::driver: text = {cells.driver(index, period)}; break;
      case operation::quantity: text = {cells.quantity(index, period)}; break;
      case operation::line: text = {cells.row(f_->line_at(n), period)}; break;
      case operation::previous: {
        const auto lag = static_cast<std::size_t>(n.lag);
        text = lag > period ? a() : text_of_node{cells.row(f_->line_at(n), period - lag)};
        break;
      }
      case operation::add: text = infix(a(), "+", b(), sum); break;
      case operation::subtract: text = infix(a(), "-", b(), sum); break;
      case operation::multiply: text = infix(a(), "*", b(), product); break;
      case operation::divide: text = infix(a(), "/", b(), product); break;
      case operation::negate: text = {'-' + at_least(whole, a()), loose}; break;
      case operation::power: text = power(a(), b(), constant_of(parts, n.operands[1])); break;
      case operation::exponential: text = function("EXP", a()); break;
      case operation::logarithm: text = function("LN", a()); break;
      case operation::minimum: text = function("MIN", a(), b()); break;
      case operation::maximum: text = function("MAX", a(), b()); break;
      case operation::less: text = infix(a(), "<", b(), comparison); break;
      case operation::less_or_equal: text = infix(a(), "<=", b(), comparison); break;
      case operation::equal: text = infix(a(), "=", b(), comparison); break;
      case operation::both: text = function("AND", a(), b()); break;
      case operation::either: text = function("OR", a(), b()); break;
      case operation::opposite: text = function("NOT", a()); break;
      case operation::select: text = {fmt::format("IF({},{},{})", a().text, b().text, c().text)}; break;
    }
    if (row_of_[place(id)] < 0) continue;
    const auto row = static_cast<std::size_t>(row_of_[place(id)]);
    made[row] = std::exchange(text, {cells.row(row, period)}).text;
  }
  for (std::size_t l = 0; l < lines(); ++l) made[l] = texts[place(f_->lines()[l].root)].text;
  return made;
}

std::vector<double> row_values(const formula_rows& rows, const formulas& f, const timeline& periods,
                               const std::vector<std::vector<double>>& drivers_by_period) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const expression& parts = f.parts();
  std::vector<double> numbers(parts.nodes().size()), all;
  for (std::size_t t = 0; t < periods.size(); ++t) {
    for (const node_id id : f.order()) {
      const expression_node& n = parts[id];
      const auto index = static_cast<std::size_t>(n.index);
      const auto operand = [&](int k) { return n.operands[k] < 0 ? 0.0 : numbers[place(n.operands[k])]; };
      const double a = operand(0), b = operand(1);
      const bool missing = std::isnan(a) || std::isnan(b);
      double& value = numbers[place(id)];
      switch (n.op) {
        case operation::constant: value = to_double(parts.constants()[index].value); break;
        case operation::driver: value = drivers_by_period[t][index]; break;
        case operation::quantity: value = to_double(periods.quantity(parts.quantities()[index], t)); break;
        case operation::line: value = numbers[place(f.lines()[f.line_at(n)].root)]; break;
        case operation::previous: {
          const auto lag = static_cast<std::size_t>(n.lag);
          value = lag > t ? a : all[(t - lag) * rows.rows() + f.line_at(n)];
          break;
        }
        case operation::add: value = a + b; break;
        case operation::subtract: value = a - b; break;
        case operation::multiply: value = a * b; break;
        case operation::divide: value = b == 0 ? nothing : a / b; break;
        case operation::negate: value = -a; break;
        case operation::power: value = missing || (a == 0 && b < 0) ? nothing : std::pow(a, b); break;
        case operation::exponential: value = std::exp(a); break;
        case operation::logarithm: value = a > 0 ? std::log(a) : nothing; break;
        case operation::minimum: value = missing ? nothing : std::min(a, b); break;
        case operation::maximum: value = missing ? nothing : std::max(a, b); break;
        case operation::less: value = missing ? nothing : a < b; break;
        case operation::less_or_equal: value = missing ? nothing : a <= b; break;
        case operation::equal: value = missing ? nothing : a == b; break;
        case operation::both: value = missing ? nothing : a != 0 && b != 0; break;
        case operation::either: value = missing ? nothing : a != 0 || b != 0; break;
        case operation::opposite: value = missing ? nothing : a == 0; break;
        case operation::select: value = std::isnan(a) ? nothing : a != 0 ? b : operand(2); break;
      }
    }
    for (std::size_t row = 0; row < rows.rows(); ++row) all.push_back(numbers[place(rows.node(row))]);
  }
  return all;
}

}  // namespace runrate::excel
