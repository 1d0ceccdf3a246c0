// Names and functions of formulas.
#include "formula_builder.hpp"
#include "text.hpp"

#include <runrate/model/model.hpp>
#include <runrate/time/date.hpp>

#include <algorithm>

namespace runrate::detail {
namespace {

std::string usage(const formula_function& f) {
  std::string text = f.name + "(";
  for (std::size_t i = 0; i < f.parameters.size(); ++i) text += (i == 0 ? "" : ", ") + f.parameters[i];
  return text + (f.repeated == 0 ? ")" : ", ...)");
}

// What other languages call it.
std::string_view other_word(std::string_view function) {
  if (function == "log") return "ln(x), the natural logarithm";
  if (function == "pow" || function == "power") return "x^y";
  if (function == "iif" || function == "select") return "if(condition, x, y)";
  return {};
}

}  // namespace

std::string formula_builder::guess(std::string_view word, bool functions, std::string otherwise) const {
  std::vector<std::string_view> known;
  if (functions) {
    for (const formula_call_word& c : formula_call_words()) known.push_back(c.name);
    for (const formula_function& f : functions_) known.push_back(f.name);
  } else {
    for (const auto& [name, of] : names_.drivers) known.push_back(name);
    for (const auto& [name, of] : names_.lines) known.push_back(name);
    for (const std::string_view name : quantity_words()) known.push_back(name);
  }
  return did_you_mean(word, known, std::move(otherwise));
}

void formula_builder::name(std::string_view word) {
  const std::size_t end = offset(word) + word.size();
  const auto driver = names_.drivers.find(word);
  const auto named_line = names_.lines.find(word);
  if (driver != names_.drivers.end() && named_line != names_.lines.end()) {
    throw_contract("parse_formula: " + std::string(word) + " is a driver and a line");
  }
  if (driver != names_.drivers.end())
    return push({into_, into_->driver(word, driver->second)}, word, offset(word), end);
  if (named_line != names_.lines.end()) {
    return push({into_, into_->line(word, named_line->second.unit)}, word, offset(word), end);
  }
  if (const auto quantity = find_quantity_word(word); quantity && !has_day(*quantity)) {
    return push({into_, into_->quantity({*quantity})}, word, offset(word), end);
  }
  if (const formula_call_word* const call = find_call_word(word)) {
    refuse(word, in_single_quotes(word) + " is a function", "expected " + std::string(call->usage));
  }
  for (const formula_function& f : functions_) {
    if (f.name == word) refuse(word, in_single_quotes(word) + " is a function", "expected " + usage(f));
  }
  refuse(word, in_single_quotes(word) + " is not known", guess(word, false, "expected the name of a driver or a line"));
}

void formula_builder::open_call(std::string_view word) {
  const formula_call_word* const own = find_call_word(word);
  const bool is_known = own != nullptr || std::any_of(functions_.begin(), functions_.end(),
                                                      [&](const formula_function& f) { return f.name == word; });
  if (!is_known) refuse_function(word);
  open({.word = word, .begin = offset(word), .own = own}, word);
}

void formula_builder::refuse_function(std::string_view word) const {
  const bool is_driver = names_.drivers.contains(word);
  if (is_driver || names_.lines.contains(word) || find_quantity_word(word)) {
    refuse(word,
           in_single_quotes(word) + " is " +
               (is_driver                     ? "a driver"
                : names_.lines.contains(word) ? "a line"
                                              : "a number") +
               " and no function",
           "expected an operator, such as *, before the parenthesis");
  }
  if (const std::string_view other = other_word(word); !other.empty()) {
    refuse(word, in_single_quotes(word) + " is not a function", "expected " + std::string(other));
  }
  refuse(word, in_single_quotes(word) + " is not a function", guess(word, true, "expected one such as min(a, b)"));
}

void formula_builder::line(std::string_view word) {
  const auto at = names_.lines.find(word);
  if (at != names_.lines.end()) {
    calls_.back().previous_of = &*at;
    return;
  }
  if (names_.drivers.contains(word)) {
    refuse(word, in_single_quotes(word) + " is a driver", "expected the name of a line in previous(line, initial)");
  }
  std::vector<std::string_view> known;
  for (const auto& [name, of] : names_.lines) known.push_back(name);
  refuse(word, in_single_quotes(word) + " is not a line",
         did_you_mean(word, known, "expected the name of one in previous(line, initial)"));
}

void formula_builder::day(std::string_view written) {
  const result<date> read = parse_date(written);
  if (!read) {
    const std::string& why = read.error().text;
    const std::size_t split = why.rfind("; ");
    const bool has_remedy = read.error().code == reason_code::out_of_range && split != std::string::npos;
    refuse(written, in_single_quotes(written) + " is not a date",
           has_remedy ? why.substr(split + 2) : "expected yyyy-mm-dd, such as 2026-07-01");
  }
  calls_.back().day = *read;
}

void formula_builder::close_call(std::string_view parenthesis) {
  apply_all();
  const open_call_state call = calls_.back();
  const auto first = operands_.begin() + static_cast<std::ptrdiff_t>(call.operands_below);
  const std::vector<operand> arguments(first, operands_.end());
  operands_.erase(first, operands_.end());
  calls_.pop_back();
  const std::size_t end = offset(parenthesis) + parenthesis.size();
  push(call.own != nullptr ? called(call, arguments) : called_function(call, arguments), call.word, call.begin, end);
}

void formula_builder::refuse_arguments(const open_call_state& call, std::size_t count) const {
  std::string expected;
  if (call.own != nullptr) {
    expected = call.own->usage;
  } else {
    for (const formula_function& f : functions_) {
      if (f.name == call.word) expected += (expected.empty() ? "" : " or ") + usage(f);
    }
  }
  refuse(call.word,
         in_single_quotes(call.word) + " has " +
             (count == 0   ? "no arguments"
              : count == 1 ? "1 argument"
                           : std::to_string(count) + " arguments"),
         "expected " + expected);
}

expr formula_builder::called(const open_call_state& call, std::span<const operand> arguments) {
  // A line and a day are arguments too, but no operands.
  const bool has_other = call.own->what == formula_call::previous || call.own->what == formula_call::dated;
  const std::size_t count = arguments.size() + (has_other ? 1 : 0);
  if (count < call.own->fewest || count > call.own->most) refuse_arguments(call, count);
  if (call.own->what == formula_call::previous) return called_previous(call, arguments);
  if (call.own->what == formula_call::dated) {
    return {into_, into_->quantity({*find_quantity_word(call.word), call.day})};
  }
  if (call.own->what == formula_call::condition) {
    const condition<expr> holds = condition_value(arguments[0]);
    const expr x = number_value(arguments[1]);
    return select(holds, x, number_value(arguments[2]));
  }
  std::vector<expr> values;
  values.reserve(count);
  for (const operand& o : arguments) values.push_back(number_value(o));
  switch (call.own->what) {
    case formula_call::least:
    case formula_call::greatest: {
      expr found = values[0];
      for (std::size_t i = 1; i < count; ++i) {
        found = call.own->what == formula_call::least ? min(found, values[i]) : max(found, values[i]);
      }
      return found;
    }
    case formula_call::clamp: return clamp(values[0], values[1], values[2]);
    case formula_call::magnitude: return abs(values[0]);
    case formula_call::exponential: return exp(values[0]);
    case formula_call::logarithm: return log(values[0]);
    default: return pow(values[0], expr(ratio(1, 2)));
  }
}

expr formula_builder::called_previous(const open_call_state& call, std::span<const operand> arguments) {
  const auto& [name, of] = *call.previous_of;
  int lag = 1;
  if (arguments.size() == 2) {
    const operand& periods = arguments[1];
    const ratio most(timeline::most_periods);
    const bool is_number = periods.node < 0 && periods.of.is_none();
    if (!is_number || periods.number < ratio(1) || periods.number > most ||
        ratio(round(periods.number, round_to{0})) != periods.number) {
      refuse(part_of(periods), in_single_quotes(part_of(periods)) + " is not a number of periods",
             "expected a whole number from 1 to " + to_string(most));
    }
    lag = std::stoi(to_string(periods.number));
  }
  if (arguments.empty() && !of.initial) {
    refuse(call.word, "the line " + in_single_quotes(name) + " has no initial value",
           "expected one there, or here: previous(" + name + ", initial)");
  }
  const node_id initial = arguments.empty() ? *of.initial : number_value(arguments[0]).in(into_);
  return {into_, into_->previous(name, of.unit, lag, initial)};
}

expr formula_builder::called_function(const open_call_state& call, std::span<const operand> arguments) {
  const auto at = std::find_if(functions_.begin(), functions_.end(), [&](const formula_function& f) {
    return f.name == call.word && f.takes(arguments.size());
  });
  if (at == functions_.end()) refuse_arguments(call, arguments.size());
  std::vector<expr> values;
  values.reserve(arguments.size());
  for (const operand& o : arguments) values.push_back(number_value(o));
  result<expr> made = at->make(values);
  if (!made) refuse(call.word, made.error().text, {});
  return *std::move(made);
}

}  // namespace runrate::detail
