// A bridge: the way from one figure to another in named steps that add up exactly.
#ifndef RUNRATE_RATE_BRIDGE_HPP
#define RUNRATE_RATE_BRIDGE_HPP

#include <runrate/core/allocate.hpp>
#include <runrate/core/money.hpp>

#include <string>
#include <vector>

namespace runrate {

/// A figure, what changes it step by step, and where that leads. The end is the sum, so that nothing is left over.
///
///     bridge b(usd(128.725_bn), "2025");
///     b.add("growth of the base", usd(33_bn)).reach("2026", usd(165_bn), "Anthropic");   // the last step is the rest
template <class Currency>
class bridge {
public:
  struct step {
    std::string name;
    basic_money<Currency> change;
    basic_money<Currency> after;  ///< the figure once the step is taken
  };

  bridge(const basic_money<Currency>& from, std::string name)
      : from_(from), to_(from), from_name_(std::move(name)), to_name_(from_name_) {}

  /// A step by its change. `contract_error` for another currency.
  bridge& add(std::string name, const basic_money<Currency>& change) {
    to_ += change;
    steps_.push_back({std::move(name), change, to_});
    return *this;
  }
  /// A step by the figure that it leads to.
  bridge& step_to(std::string name, const basic_money<Currency>& figure) { return add(std::move(name), figure - to_); }
  /// The end, and the name of the step that is left; no step where nothing is left.
  bridge& reach(std::string name, const basic_money<Currency>& figure, std::string rest) {
    if (figure != to_) step_to(std::move(rest), figure);
    to_name_ = std::move(name);
    return *this;
  }

  const basic_money<Currency>& from() const { return from_; }
  const basic_money<Currency>& to() const { return to_; }
  const std::string& from_name() const { return from_name_; }
  const std::string& to_name() const { return to_name_; }
  const std::vector<step>& steps() const { return steps_; }

  /// The changes as they are shown to 10^-places: they add up to the difference of the shown ends (largest remainder).
  /// The ends are rounded half to even.
  bridge shown(int places) const {
    bridge other(round(from_, round_to{places}), from_name_);
    const decimal end = round(to_, round_to{places}).amount();
    std::vector<decimal> changes;
    for (const step& s : steps_) changes.push_back(s.change.amount());
    // The rounding of the two ends is a part of the way; it goes where the remainders are largest.
    const std::vector<decimal> parts = round_to_sum(changes, end - other.from_.amount(), places);
    for (std::size_t i = 0; i < steps_.size(); ++i) other.add(steps_[i].name, from_.with_amount(parts[i]));
    other.to_name_ = to_name_;
    return other;
  }

private:
  basic_money<Currency> from_;
  basic_money<Currency> to_;
  std::string from_name_;
  std::string to_name_;
  std::vector<step> steps_;
};

template <class Currency>
bridge(const basic_money<Currency>&, std::string) -> bridge<Currency>;
template <class Currency>
bridge(const basic_money<Currency>&, const char*) -> bridge<Currency>;

}  // namespace runrate

#endif
