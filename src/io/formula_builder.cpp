#include "formula_builder.hpp"

#include "formula_number.hpp"

#include <runrate/model/model.hpp>

namespace runrate::detail {
namespace {

bool binds_only_once(formula_binding b) { return b == formula_binding::comparison || b == formula_binding::power; }

bool is_whole(const ratio& a) { return to_string(a).find('/') == std::string::npos; }

}  // namespace

void formula_builder::refuse(std::string_view part, std::string found, std::string expected) const {
  throw formula_refused({offset(part), part.size(), std::move(found), std::move(expected)});
}

void formula_builder::number(std::string_view digits) {
  auto read = read_formula_number(digits, text_.substr(offset(digits)));
  if (auto* const wrong = std::get_if<number_problem>(&read)) {
    refuse(text_.substr(offset(digits), wrong->length), std::move(wrong->found), std::move(wrong->expected));
  }
  operands_.push_back(
      {.begin = offset(digits), .end = offset(digits) + digits.size(), .number = std::get<ratio>(read)});
}

void formula_builder::unit_of_number(std::string_view bracket) {
  operand& top = operands_.back();
  if (top.node >= 0 || !top.of.is_none()) {
    refuse(bracket, "a unit stands after " + in_single_quotes(part_of(top)),
           "expected it after a number only, as in 1_000_000 [USD]");
  }
  const std::string_view written = bracket.substr(1, bracket.size() - 2);
  auto read = unit::parse(written);
  if (!read) {
    // "'...' is not a unit: why"
    const std::string& why = read.error().text;
    const std::size_t colon = why.rfind("' is not a unit: ");
    if (colon == std::string::npos) refuse(bracket, why, {});
    refuse(bracket, in_single_quotes(written) + " is not a unit",
           why.substr(colon + std::string_view("' is not a unit: ").size()));
  }
  top.of = *std::move(read);
  top.end = offset(bracket) + bracket.size();
}

void formula_builder::check_depth(std::string_view part) const {
  std::size_t signs = 0;
  // Only signs before an operand can wait in any number: of the others there is one for each way of binding.
  for (auto at = operators_.rbegin(); at != operators_.rend() && at->what->is_prefix; ++at) ++signs;
  if (calls_.size() - 1 + signs < most_formula_levels) return;
  refuse(part, "more than " + std::to_string(most_formula_levels) + " parentheses or signs around one part",
         "expected parts of it as lines of their own");
}

void formula_builder::prefix(std::string_view sign) {
  check_depth(sign);
  const formula_operator& what = find_operator(sign, true);
  if (operators_.size() > calls_.back().operators_below && operators_.back().what->binds > what.binds &&
      what.what == formula_sign::opposite) {
    refuse(sign, "'not' stands after " + in_single_quotes(operators_.back().part),
           "expected it in parentheses: (not a)");
  }
  operators_.push_back({&what, sign});
}

void formula_builder::binary(std::string_view sign) {
  const formula_operator& what = find_operator(sign, false);
  const std::size_t below = calls_.back().operators_below;
  const auto refuse_chain = [&] {
    if (what.binds == formula_binding::power) {
      refuse(sign, "a^b^c can mean two things", "expected (a^b)^c or a^(b^c)");
    }
    refuse(sign, "a second comparison follows", "expected and between the two, as in a < b and b < c");
  };
  if (what.binds == formula_binding::power) {
    // In a^-b^c too: signs hold less tightly, and wait.
    std::size_t i = operators_.size();
    while (i > below && operators_[i - 1].what->what == formula_sign::negate) --i;
    if (i > below && operators_[i - 1].what->what == formula_sign::power) refuse_chain();
  }
  while (operators_.size() > below) {
    const formula_binding waiting = operators_.back().what->binds;
    if (waiting < what.binds) break;
    if (waiting == what.binds && binds_only_once(waiting)) refuse_chain();
    apply();
  }
  operators_.push_back({&what, sign});
}

void formula_builder::open(open_call_state state, std::string_view part) {
  check_depth(part);
  state.operands_below = operands_.size();
  state.operators_below = operators_.size();
  calls_.push_back(state);
}

void formula_builder::open_group(std::string_view parenthesis) { open({.begin = offset(parenthesis)}, parenthesis); }

void formula_builder::close_group(std::string_view parenthesis) {
  apply_all();
  operand& inside = operands_.back();
  inside.begin = calls_.back().begin;
  inside.end = offset(parenthesis) + parenthesis.size();
  inside.in_parentheses = true;
  calls_.pop_back();
}

void formula_builder::comma(std::string_view) { apply_all(); }

parsed_formula formula_builder::finish() {
  apply_all();
  operand& whole = operands_.back();
  if (whole.node < 0) whole.node = number_value(whole).in(into_);
  std::vector<formula_place> places;
  places.reserve(places_.size());
  for (const auto& [node, part] : places_) places.push_back({node, offset(part), part.size()});
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.node < b.node; });
  return {whole.node, std::move(places)};
}

void formula_builder::apply_all() {
  while (operators_.size() > calls_.back().operators_below) apply();
}

formula_builder::operand formula_builder::take() {
  operand top = std::move(operands_.back());
  operands_.pop_back();
  return top;
}

// `1 / 3`, which no decimal can say: a number, as `to_string` writes it.
bool formula_builder::is_fraction(const operand& left, const operand& right) {
  for (const operand* const o : {&left, &right}) {
    if (o->node >= 0 || o->in_parentheses || !o->of.is_none() || !is_whole(o->number)) return false;
  }
  return sign(right.number) > 0 && to_string(expr(left.number / right.number)).find('/') != std::string::npos;
}

void formula_builder::apply() {
  const waiting_operator waiting = operators_.back();
  operators_.pop_back();
  const operand right = take();
  if (waiting.what->is_prefix) {
    const std::size_t begin = offset(waiting.part);
    if (waiting.what->what == formula_sign::negate && right.node < 0 && !right.in_parentheses &&
        sign(right.number) >= 0) {
      operands_.push_back({.begin = begin, .end = right.end, .number = -right.number, .of = right.of});
    } else if (waiting.what->what == formula_sign::negate) {
      push(-number_value(right), waiting.part, begin, right.end);
    } else {
      push((!condition_value(right)).holds(), waiting.part, begin, right.end);
    }
    return;
  }
  const operand left = take();
  if (waiting.what->what == formula_sign::divide && is_fraction(left, right)) {
    operands_.push_back({.begin = left.begin, .end = right.end, .number = (left.number / right.number).reduced()});
  } else {
    push(applied(waiting.what->what, left, right), waiting.part, left.begin, right.end);
  }
}

expr formula_builder::applied(formula_sign sign, const operand& left, const operand& right) {
  // In the order of the text, so that the first that is wrong is named.
  if (sign == formula_sign::both || sign == formula_sign::either) {
    const condition<expr> a = condition_value(left);
    const condition<expr> b = condition_value(right);
    return sign == formula_sign::both ? (a && b).holds() : (a || b).holds();
  }
  const expr a = number_value(left);
  const expr b = number_value(right);
  switch (sign) {
    case formula_sign::less: return (a < b).holds();
    case formula_sign::less_or_equal: return (a <= b).holds();
    case formula_sign::greater: return (a > b).holds();
    case formula_sign::greater_or_equal: return (a >= b).holds();
    case formula_sign::equal: return (a == b).holds();
    case formula_sign::unequal: return (a != b).holds();
    case formula_sign::add: return a + b;
    case formula_sign::subtract: return a - b;
    case formula_sign::multiply: return a * b;
    case formula_sign::divide: return a / b;
    default: return pow(a, b);
  }
}

bool formula_builder::is_condition(const operand& o) const {
  return o.node >= 0 && runrate::is_condition((*into_)[o.node].op);
}

expr formula_builder::number_value(const operand& o) {
  if (is_condition(o)) refuse(part_of(o), in_single_quotes(part_of(o)) + " is a condition", "expected a number");
  if (o.node >= 0) return {into_, o.node};
  const node_id made = into_->constant(o.number, o.of);
  placed(made, part_of(o));
  return {into_, made};
}

condition<expr> formula_builder::condition_value(const operand& o) {
  if (!is_condition(o))
    refuse(part_of(o), in_single_quotes(part_of(o)) + " is a number", "expected a condition, such as a < b");
  return condition<expr>({into_, o.node});
}

void formula_builder::push(const expr& made, std::string_view at, std::size_t begin, std::size_t end) {
  // Far enough from the limit that one more step, and its functions, can't pass it.
  constexpr std::size_t most_of_one_step = 1'000;
  if (into_->nodes().size() + most_of_one_step > expression::most_nodes) {
    refuse(at, "the formulas have more than " + std::to_string(expression::most_nodes - most_of_one_step) + " parts",
           "expected a model of fewer");
  }
  const node_id node = made.in(into_);
  placed(node, at);
  operands_.push_back({.begin = begin, .end = end, .node = node});
}

void formula_builder::placed(node_id root, std::string_view part) {
  std::vector<node_id> open{root};
  while (!open.empty()) {
    const node_id node = open.back();
    open.pop_back();
    if (!places_.try_emplace(node, part).second) continue;
    for (const node_id o : (*into_)[node].operands) {
      if (o >= 0) open.push_back(o);
    }
  }
}

}  // namespace runrate::detail
