// A series: flows in order, without gap or overlap.
#ifndef RUNRATE_RATE_SERIES_HPP
#define RUNRATE_RATE_SERIES_HPP

#include <runrate/rate/flow.hpp>

#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace runrate {

/// Flows up to and including the one that is annualized, the latest last: a view, never empty. What a method sees.
class history {
public:
  /// `contract_error` when there is nothing in it. The amounts must be in order and adjoin, as a `series` has them.
  constexpr explicit history(std::span<const dated_amount> amounts) : amounts_(amounts) {
    if (amounts.empty()) detail::throw_contract("history: there is no period");
  }

  constexpr std::size_t size() const { return amounts_.size(); }
  constexpr const dated_amount& latest() const { return amounts_.back(); }
  /// The one that lies so many periods before the latest. `contract_error` beyond the first.
  constexpr const dated_amount& ago(std::size_t periods) const {
    if (periods >= amounts_.size()) detail::throw_contract("history: it does not go back that far");
    return amounts_[amounts_.size() - 1 - periods];
  }
  constexpr std::span<const dated_amount> amounts() const { return amounts_; }

  /// The last `count` of them. `contract_error` for none, or more than there are.
  constexpr history last(std::size_t count) const {
    if (count == 0 || count > amounts_.size()) detail::throw_contract("history: it does not go back that far");
    return {amounts_.subspan(amounts_.size() - count), wants_bounds_};
  }

  /// The same, for whoever needs a method's figure and not its bounds: `annualize_each`.
  constexpr history for_figures_only() const { return {amounts_, false}; }
  /// Whether bounds are asked for. Where they are not, a method may leave its `basis_bounds` a point.
  constexpr bool wants_bounds() const { return wants_bounds_; }

private:
  constexpr history(std::span<const dated_amount> amounts, bool wants_bounds)
      : amounts_(amounts), wants_bounds_(wants_bounds) {}

  std::span<const dated_amount> amounts_;
  bool wants_bounds_ = true;
};

/// Flows added up over the days that they tile.
struct period_total {
  decimal amount;
  interval bounds;  ///< the sum of the parts' bounds: four figures rounded to a million are within two million
  period during;
};

/// The sum of all of a history; its bounds are a point where it wants none. Throws `overflow_error`.
RUNRATE_ALWAYS_INLINE constexpr period_total sum(const history& h) {
  decimal amount;
  for (const dated_amount& part : h.amounts()) amount += part.amount;
  interval bounds(amount);
  if (h.wants_bounds()) {
    bounds = interval(decimal());
    for (const dated_amount& part : h.amounts()) bounds = bounds + part.bounds();
  }
  return {amount, bounds, hull(h.amounts().front().during, h.latest().during)};
}

namespace detail {

/// Why two neighbours of a series don't follow each other; nothing when they do.
std::optional<reason> sequence_problem(const dated_amount& before, const dated_amount& after);
[[noreturn]] RUNRATE_COLD void throw_sequence(const reason& why);

}  // namespace detail

/// Dated flows of one currency, in order, that tile the days from the first to the last. A gap or an overlap is
/// refused with a sentence, never papered over: an unreported quarter is not zero.
///
///     const series<usd> aws{usd(33.006_bn).over(2025y / Q3), usd(35.579_bn).over(2025y / Q4)};
template <class Currency>
class basic_series {
public:
  /// An empty series of the tag's currency.
  basic_series() requires currency_tag<Currency> : zero_() {}
  /// An empty series of a currency known at run time.
  explicit basic_series(const currency& unit) requires std::same_as<Currency, struct any_currency>
      : zero_(decimal(), unit) {}
  /// `contract_error` for a gap, an overlap, or a second currency.
  basic_series(std::initializer_list<basic_flow<Currency>> flows)
      : zero_(flows.begin() == flows.end() ? throw_empty() : flows.begin()->amount().with_amount(decimal())) {
    amounts_.reserve(flows.size());
    for (const basic_flow<Currency>& f : flows) push_back(f);
  }

  /// Adds the next flow; a reason, and no change, when it does not follow the last one or is in another currency.
  result<std::size_t> append(const basic_flow<Currency>& next) {
    if (next.unit() != zero_.unit()) {
      return reason{reason_code::currency_mismatch, "a series in " + std::string(zero_.unit().code()) + " can't take " +
                                                        std::string(next.unit().code()) +
                                                        ": convert it with an fx_rate"};
    }
    return append(next.dated());
  }
  result<std::size_t> append(const dated_amount& next) {
    if (!amounts_.empty()) {
      if (auto problem = detail::sequence_problem(amounts_.back(), next)) return *problem;
    }
    amounts_.push_back(next);
    return amounts_.size() - 1;
  }
  /// As `append`, but what does not follow is a `contract_error`.
  void push_back(const basic_flow<Currency>& next) {
    if (const auto added = append(next); !added) detail::throw_sequence(added.error());
  }

  std::size_t size() const { return amounts_.size(); }
  bool empty() const { return amounts_.empty(); }
  currency unit() const { return zero_.unit(); }
  basic_money<Currency> zero() const { return zero_; }
  void reserve(std::size_t count) { amounts_.reserve(count); }

  /// The flow at an index from 0. `contract_error` beyond the last.
  basic_flow<Currency> operator[](std::size_t i) const {
    const dated_amount& a = at(i);
    return {zero_.with_amount(a.amount), a.during, a.decimals, a.roundings};
  }
  basic_flow<Currency> back() const { return (*this)[size() - 1]; }
  std::span<const dated_amount> amounts() const { return amounts_; }

  /// The flows whose periods had ended with that day: what a reader of that date could have known. O(log n).
  std::span<const dated_amount> ended_by(date day) const {
    const std::size_t count = count_while([day](const dated_amount& a) { return a.during.last() <= day; });
    return std::span<const dated_amount>(amounts_).first(count);
  }
  /// Leaves the first `count` flows. `contract_error` for more than there are.
  void keep_first(std::size_t count) {
    if (count > size()) detail::throw_contract("series: there are not so many periods");
    amounts_.erase(amounts_.begin() + static_cast<std::ptrdiff_t>(count), amounts_.end());
  }

  /// What was known when the period at that index had ended.
  history up_to(std::size_t i) const {
    at(i);
    return history(std::span<const dated_amount>(amounts_).first(i + 1));
  }
  history whole() const { return history(amounts_); }

  /// The index of the flow over exactly these days, if it is there. O(log n).
  std::optional<std::size_t> find(period during) const {
    const std::size_t at = count_while([during](const dated_amount& a) { return a.during < during; });
    if (at == amounts_.size() || amounts_[at].during != during) return std::nullopt;
    return at;
  }

private:
  static basic_money<Currency> throw_empty() {
    detail::throw_contract("series: a list of flows must not be empty; name the currency instead");
  }
  const dated_amount& at(std::size_t i) const {
    if (i >= amounts_.size()) detail::throw_contract("series: there is no period at that index");
    return amounts_[i];
  }
  /// How many at the beginning are so, where none after them is.
  template <class Is>
  std::size_t count_while(Is is) const {
    std::size_t low = 0, high = amounts_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (is(amounts_[middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  basic_money<Currency> zero_;
  std::vector<dated_amount> amounts_;
};

template <auto Currency>
using series = basic_series<std::remove_const_t<decltype(Currency)>>;

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/detail/series-inl.hpp>
#endif

#endif
