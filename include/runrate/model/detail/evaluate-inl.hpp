#ifndef RUNRATE_MODEL_DETAIL_EVALUATE_INL_HPP
#define RUNRATE_MODEL_DETAIL_EVALUATE_INL_HPP

#include <runrate/core/real.hpp>
#include <runrate/model/evaluate.hpp>

#include <concepts>
#include <optional>

namespace runrate {

RUNRATE_FUNC decimal figure(const exact& value, round_to to) { return round(value.value(), to); }

namespace detail {

inline exact bound_value(const driver_setting& s, std::size_t i, std::size_t, const exact*) { return s.values[i]; }
inline range bound_value(const driver_setting& s, std::size_t i, std::size_t, const range*) {
  return s.bounds.empty() ? range(s.values[i]) : range(s.bounds[i]);
}
inline dual bound_value(const driver_setting& s, std::size_t i, std::size_t position, const dual*) {
  return dual::driver(to_double(s.values[i]), position);
}

template <class Number>
std::vector<Number> bound_values(const driver_values& values, std::span<const expression::named> drivers,
                                 const timeline& periods) {
  std::vector<const driver_setting*> settings;
  for (const expression::named& d : drivers) settings.push_back(values.find(d.name));
  std::vector<Number> all;
  all.reserve(periods.size() * drivers.size());
  for (std::size_t t = 0; t < periods.size(); ++t) {
    for (std::size_t d = 0; d < settings.size(); ++d) {
      const driver_setting& s = *settings[d];
      all.push_back(bound_value(s, s.values.size() == 1 ? 0 : t, d, static_cast<const Number*>(nullptr)));
    }
  }
  return all;
}

/// Numbers and conditions of one period, by node: each node is one or the other.
template <class Number>
class node_values {
public:
  node_values(const formulas& f, const timeline& periods)
      : f_(f), periods_(periods), numbers_(f.parts().nodes().size(), Number(0)), conditions_(numbers_.size()) {
    for (const expression::number& c : f.parts().constants()) constants_.push_back(Number(c.value));
  }

  void compute(node_id id, std::size_t period, const Number* drivers, const std::vector<Number>& earlier) {
    const expression_node& n = f_.parts()[id];
    const auto index = static_cast<std::size_t>(n.index);
    const auto a = [&]() -> const Number& { return numbers_[static_cast<std::size_t>(n.operands[0])]; };
    const auto b = [&]() -> const Number& { return numbers_[static_cast<std::size_t>(n.operands[1])]; };
    const auto c = [&]() -> const Number& { return numbers_[static_cast<std::size_t>(n.operands[2])]; };
    const auto holds = [&](int k) -> const condition<Number>& {
      return *conditions_[static_cast<std::size_t>(n.operands[k])];
    };
    Number& value = numbers_[static_cast<std::size_t>(id)];
    std::optional<condition<Number>>& truth = conditions_[static_cast<std::size_t>(id)];
    switch (n.op) {
      case operation::constant: value = constants_[index]; break;
      case operation::driver: value = drivers[index]; break;
      case operation::quantity: value = Number(periods_.quantity(f_.parts().quantities()[index], period)); break;
      case operation::line: value = numbers_[static_cast<std::size_t>(f_.lines()[f_.line_at(n)].root)]; break;
      case operation::previous: {
        const auto lag = static_cast<std::size_t>(n.lag);
        value = lag > period ? a() : earlier[(period - lag) * f_.lines().size() + f_.line_at(n)];
        break;
      }
      case operation::add: value = a() + b(); break;
      case operation::subtract: value = a() - b(); break;
      case operation::multiply: value = a() * b(); break;
      case operation::divide: value = a() / b(); break;
      case operation::negate: value = -a(); break;
      case operation::power: value = pow(a(), b()); break;
      case operation::exponential: value = exp(a()); break;
      case operation::logarithm: value = log(a()); break;
      case operation::minimum: value = min(a(), b()); break;
      case operation::maximum: value = max(a(), b()); break;
      case operation::less: truth.emplace(a() < b()); break;
      case operation::less_or_equal: truth.emplace(a() <= b()); break;
      case operation::equal: truth.emplace(a() == b()); break;
      case operation::both: truth.emplace(holds(0) && holds(1)); break;
      case operation::either: truth.emplace(holds(0) || holds(1)); break;
      case operation::opposite: truth.emplace(!holds(0)); break;
      case operation::select: value = select(holds(0), b(), c()); break;
    }
  }

  const Number& operator[](node_id id) const { return numbers_[static_cast<std::size_t>(id)]; }

private:
  const formulas& f_;
  const timeline& periods_;
  std::vector<Number> constants_;
  std::vector<Number> numbers_;
  std::vector<std::optional<condition<Number>>> conditions_;
};

/// What a number took to compute, in those of few digits: big fractions are reduced, which is quadratic in their bits.
inline std::size_t work_of(const ratio& value) {
  const auto steps = static_cast<std::size_t>(bit_length(value)) / 48;
  return 1 + steps * steps;
}
inline std::size_t work_of(const exact& value) { return value.why_missing() != nullptr ? 1 : work_of(value.value()); }
inline std::size_t work_of(const range& value) { return work_of(value.low().value) + work_of(value.high().value); }

/// The same for a whole node. What is irrational is computed in wide floats, in bounds at both ends.
template <class Number>
std::size_t work_of(operation op, const Number& value, std::size_t drivers) {
  if constexpr (std::same_as<Number, dual>) {
    return 1 + drivers / 8;
  } else {
    const bool is_irrational = op == operation::power || op == operation::exponential || op == operation::logarithm;
    if (!is_irrational) return work_of(value);
    return std::same_as<Number, exact> ? 3'000 : 20'000;
  }
}

template <class Number>
result<std::vector<Number>> formula_values(const formulas& f, const timeline& periods,
                                           const std::vector<Number>& drivers, std::size_t most_work) {
  const std::size_t count = f.lines().size();
  std::vector<Number> computed(periods.size() * count, Number(0));
  node_values<Number> nodes(f, periods);
  for (std::size_t t = 0; t < periods.size(); ++t) {
    for (const node_id id : f.order()) {
      nodes.compute(id, t, drivers.data() + t * f.drivers().size(), computed);
      if (most_work == any_work) continue;
      const std::size_t took = work_of(f.parts()[id].op, nodes[id], f.drivers().size());
      if (took > most_work) {
        return reason{reason_code::out_of_range,
                      "the formulas are too much work: fewer periods and scenarios, powers, or numbers that grow to "
                      "thousands of digits; it ended in " +
                          periods[t].label,
                      {{"period", periods[t].label}}};
      }
      most_work -= took;
    }
    Number* const now = computed.data() + t * count;
    for (std::size_t l = 0; l < count; ++l) now[l] = nodes[f.lines()[l].root];
    if (auto why = missing_line(f, periods[t], now)) return *why;
  }
  return computed;
}

#ifndef RUNRATE_HEADER_ONLY
template std::vector<exact> bound_values(const driver_values&, std::span<const expression::named>, const timeline&);
template std::vector<range> bound_values(const driver_values&, std::span<const expression::named>, const timeline&);
template std::vector<dual> bound_values(const driver_values&, std::span<const expression::named>, const timeline&);
template result<std::vector<exact>> formula_values(const formulas&, const timeline&, const std::vector<exact>&,
                                                   std::size_t);
template result<std::vector<range>> formula_values(const formulas&, const timeline&, const std::vector<range>&,
                                                   std::size_t);
template result<std::vector<dual>> formula_values(const formulas&, const timeline&, const std::vector<dual>&,
                                                  std::size_t);
#endif

}  // namespace detail
}  // namespace runrate

#endif
