// Random formulas: what is printed is read back to the same node, and computes the same.
#include "oracle.hpp"

#include <runrate/io/formula_text.hpp>
#include <runrate/model/evaluate.hpp>
#include <runrate/model/model.hpp>

#include <array>
#include <memory>
#include <vector>

namespace {

using oracle::topic;
using namespace runrate;

/// Formulas of every construct, made by the operators that a model in C++ uses.
class random_formula {
public:
  random_formula(topic& on, bool with_units) : on_(on), with_units_(with_units) {
    const std::array<const char*, 4> drivers{"a", "b_2", "fleet.chips", "growth"};
    for (const char* const name : drivers) names.drivers[name] = unit();
    for (const char* const name : {"x", "y.z"}) names.lines[name] = {unit(), parts->constant(ratio(7))};
  }

  expr number(int depth) {
    if (depth <= 0 || on_.one_in(8)) return leaf();
    const int left = depth - on_.from_to(1, 2), right = depth - on_.from_to(1, 2);
    switch (on_.below(16)) {
      case 0:
      case 1: return number(left) + number(right);
      case 2:
      case 3: return number(left) - number(right);
      case 4:
      case 5: return number(left) * number(right);
      case 6:
      case 7: return number(left) / number(right);
      case 8: return -number(left);
      case 9: return pow(number(left), with_units_ || on_.one_in(20) ? number(right) : expr(on_.from_to(-3, 3)));
      case 10: return on_.one_in(20) || with_units_ ? exp(number(left)) : -number(left);
      case 11: return on_.one_in(20) || with_units_ ? log(number(left)) : number(left) - number(right);
      case 12: return min(number(left), number(right));
      case 13: return max(number(left), number(right));
      case 14: return select(truth(left), number(right), number(right));
      default: return previous(number(left));
    }
  }

  condition<expr> truth(int depth) {
    const int left = depth - on_.from_to(1, 2), right = depth - on_.from_to(1, 2);
    switch (depth <= 0 ? on_.below(4) : on_.below(8)) {
      case 0: return number(left) < number(right);
      case 1: return number(left) <= number(right);
      case 2: return number(left) == number(right);
      case 3: return number(left) != number(right);
      case 4:
      case 5: return truth(left) && truth(right);
      case 6: return truth(left) || truth(right);
      default: return !truth(left);
    }
  }

  std::shared_ptr<expression> parts = std::make_shared<expression>();
  formula_names names;

private:
  expr leaf() {
    switch (on_.below(8)) {
      case 0:
      case 1:
      case 2: return {parts, parts->constant(constant(), unit_of_constant())};
      case 3: {
        if (!with_units_) return {parts, parts->quantity({period_quantity::index})};
        const dated_quantity q{static_cast<period_quantity>(on_.from_to(0, 10))};
        return {parts, parts->quantity(q.what < period_quantity::share_after ? q : dated(q.what))};
      }
      case 4: return {parts, parts->quantity(dated(period_quantity::share_after))};
      case 5: return with_units_ ? line() : driver();
      default: return driver();
    }
  }

  dated_quantity dated(period_quantity what) { return {what, date_of(on_.from_to(2020, 2030), 1, 1)}; }
  expr driver() { return {parts, parts->driver(pick(names.drivers)->first, unit())}; }
  expr line() { return {parts, parts->line(pick(names.lines)->first, unit())}; }
  expr previous(const expr& initial) {
    const int lag = on_.one_in(2) ? 1 : on_.from_to(1, timeline::most_periods);
    return {parts, parts->previous(pick(names.lines)->first, unit(), lag, initial.in(parts))};
  }

  template <class Map>
  typename Map::const_iterator pick(const Map& from) {
    return std::next(from.begin(), on_.from_to(0, static_cast<int>(from.size()) - 1));
  }

  ratio constant() {
    const int sign = on_.one_in(3) ? -1 : 1;
    switch (on_.below(6)) {
      case 0: return ratio(sign * on_.from_to(0, 3));
      case 1: return ratio(sign * on_.from_to(0, 1'000'000'000));
      case 2: return ratio(sign * on_.from_to(0, 1'000), on_.from_to(1, 1'000));
      case 3: return ratio(decimal::from_billionths(on_.integer(with_units_ ? 127 : 60)));
      case 4: return pow(ratio(sign * on_.from_to(1, 20), on_.from_to(1, 20)), on_.from_to(-6, 6));
      // 41 places are a quotient of two whole numbers, and 40 are a decimal.
      default: return pow(ratio(1, 10), on_.from_to(36, 42)) * ratio(sign * on_.from_to(1, 99));
    }
  }

  unit unit_of_constant() {
    if (!with_units_ || on_.one_in(2)) return {};
    const std::array<const char*, 4> units{"USD", "USD / chip hour", "1 / year", "chip^2 / day"};
    return unit::parse(units.at(on_.below(units.size()))).value();
  }

  topic& on_;
  bool with_units_;
};

std::string sentence(const parsed_formula& read) {
  return read ? "another node" : read.error().found + "; " + read.error().expected;
}

/// What a run gives, or why it gives nothing.
std::string computed(const formulas& f, const timeline& periods, const driver_values& values) {
  const auto run = evaluate<decimal>(f, periods, values);
  if (!run) return run.error().text;
  std::string text;
  for (std::size_t l = 0; l < f.lines().size(); ++l) {
    for (std::size_t t = 0; t < periods.size(); ++t) {
      text += to_string(run->value(l, t).value()) + (run->value(l, t).is_rounded() ? "~ " : " ");
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formula_text)

BOOST_AUTO_TEST_CASE(formulas_print_and_parse_to_the_same_node) {
  topic on("formulas as text", 40);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    random_formula random(on, true);
    const node_id root = on.one_in(4) ? random.truth(on.from_to(1, 8)).holds().in(random.parts)
                                      : random.number(on.from_to(1, 8)).in(random.parts);
    const std::string text = to_string(*random.parts, root);
    if (text.size() > most_formula_bytes) continue;
    const parsed_formula read = parse_formula(text, random.parts, random.names);
    on.check_that(read && read.root() == root, [&] { return text + ": " + sentence(read); });
    if (!read) continue;
    // And each of its parts has its place.
    on.check_that(read.find(root).has_value() && read.places().size() <= static_cast<std::size_t>(root) + 1,
                  [&] { return text + ": parts without a place"; });
  }
}

BOOST_AUTO_TEST_CASE(formulas_print_and_parse_to_what_computes_the_same) {
  topic on("formulas as text, computed", 10);
  const timeline periods = timeline::of(2026y / Q1, 3).value();
  std::uint64_t with_value = 0;
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    random_formula random(on, false);
    std::vector<line_formula> lines;
    std::vector<line_formula> read_lines;
    const auto read_parts = std::make_shared<expression>();
    for (const auto& [name, of] : random.names.lines) {
      lines.push_back({name, unit(), random.number(on.from_to(1, 6)).in(random.parts)});
      const std::string text = to_string(*random.parts, lines.back().root);
      const parsed_formula read = parse_formula(text, read_parts, random.names);
      on.check_that(read.has_value(), [&] { return text + ": " + sentence(read); });
      if (read) read_lines.push_back({name, unit(), read.root()});
    }
    if (read_lines.size() != lines.size()) continue;
    driver_values values;
    for (const auto& [name, of] : random.names.drivers) values.set(name, {{ratio(on.from_to(-20, 20), 4)}});
    const formulas built = formulas::of(random.parts, lines).value();
    const formulas parsed = formulas::of(read_parts, read_lines).value();
    const std::string expected = computed(built, periods, values);
    with_value += expected.find("~ ") != std::string::npos || expected.ends_with(' ') ? 1 : 0;
    const std::string found = computed(parsed, periods, values);
    on.check_that(found == expected && same_formulas(built, parsed),
                  [&] { return to_string(*random.parts, lines[0].root) + " is " + expected + ", not " + found; });
  }
  BOOST_TEST(3 * with_value > on.cases());
}

BOOST_AUTO_TEST_SUITE_END()
