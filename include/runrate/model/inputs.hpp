// What a model is given for one period: its drivers, what the period knows of itself, and lines of earlier periods.
#ifndef RUNRATE_MODEL_INPUTS_HPP
#define RUNRATE_MODEL_INPUTS_HPP

#include <runrate/model/detail/period_reader.hpp>
#include <runrate/model/driver.hpp>
#include <runrate/model/expr.hpp>
#include <runrate/model/expression.hpp>
#include <runrate/model/timeline.hpp>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace runrate {
namespace detail {

[[noreturn]] RUNRATE_COLD void throw_no_such_driver(std::string_view name);
[[noreturn]] RUNRATE_COLD void throw_no_such_line(std::string_view name);

/// Names by their keys, without a search: a multiplier is tried until every key has a slot of its own.
class key_table {
public:
  explicit key_table(std::span<const expression::named> names);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The name's place, or `none`.
  std::size_t find(std::uint64_t key) const {
    const slot& at = slots_[slot_of(key)];
    return at.key == key ? at.place : none;
  }
  /// The same, for a name that is there.
  std::size_t operator[](std::uint64_t key) const { return slots_[slot_of(key)].place; }

  /// The same for who keeps a table of their own, of 2^bits: the slot of a name that is there.
  std::size_t slot_of(std::uint64_t key) const { return static_cast<std::size_t>((key * multiplier_) >> shift_); }
  std::uint64_t multiplier() const { return multiplier_; }
  int bits() const { return 64 - shift_; }

private:
  struct slot {
    std::uint64_t key = 0;
    std::size_t place = none;
  };

  std::vector<slot> slots_;
  std::uint64_t multiplier_ = 1;
  int shift_ = 63;
};

}  // namespace detail

/// What a model reads, in one period, in its number type. A model is a function of it and of nothing else.
///
///     in[price];                       // the driver's value in this period
///     in.hours(), in.years();          // see `period_quantity`
///     in.previous(arr, in[opening]);   // the line's value a period ago; in the first period, the second argument
template <class Number>
class inputs : public detail::period_reader<inputs<Number>> {
public:
  inputs(const detail::key_table& drivers, const detail::key_table& lines, const timeline& periods)
      : drivers_(&drivers), lines_(&lines), periods_(&periods) {}

  /// `contract_error` for a driver that the model was not traced with.
  const Number& operator[](const driver& d) const {
    const std::size_t place = drivers_->find(d.key());
    if (place == detail::key_table::none) detail::throw_no_such_driver(d.name());
    return values_[place];
  }

  Number quantity(const dated_quantity& q) const { return Number(periods_->quantity(q, period_)); }

  /// A number with a unit, where a bare one would not fit: `in.number(1'000'000, "USD")`.
  Number number(const ratio& value, std::string_view) const { return Number(value); }

  /// The value of one of the model's lines `lag` periods ago (1 or more); before that, `initial`.
  Number previous(const line& l, const Number& initial, int lag = 1) const {
    const auto back = static_cast<std::size_t>(lag);
    if (lag < 1 || back > period_) return initial;
    const std::size_t place = lines_->find(l.key());
    if (place == detail::key_table::none) detail::throw_no_such_line(l.name());
    return earlier_[(period_ - back) * line_count_ + place];
  }

  /// For `evaluate`: the next period to compute, the drivers' values in it, and the lines of all periods before.
  void move_to(std::size_t period, const Number* values, const Number* earlier, std::size_t line_count) {
    period_ = period;
    values_ = values;
    earlier_ = earlier;
    line_count_ = line_count;
  }

private:
  const detail::key_table* drivers_;
  const detail::key_table* lines_;
  const timeline* periods_;
  std::size_t period_ = 0;
  const Number* values_ = nullptr;
  const Number* earlier_ = nullptr;
  std::size_t line_count_ = 0;
};

/// The same for the formula itself: it notes what the model reads.
template <>
class inputs<expr> : public detail::period_reader<inputs<expr>> {
public:
  explicit inputs(std::shared_ptr<expression> into) : into_(std::move(into)) {}

  expr operator[](const driver& d) const;

  expr quantity(const dated_quantity& q) const { return {into_, into_->quantity(q)}; }

  expr number(const ratio& value, std::string_view unit) const;
  expr previous(const line& l, const expr& initial, int lag = 1) const;

  const std::shared_ptr<expression>& into() const { return into_; }

private:
  std::shared_ptr<expression> into_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/inputs-inl.hpp>
#endif

#endif
