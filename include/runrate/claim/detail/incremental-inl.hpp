#ifndef RUNRATE_CLAIM_DETAIL_INCREMENTAL_INL_HPP
#define RUNRATE_CLAIM_DETAIL_INCREMENTAL_INL_HPP

#include <runrate/claim/incremental.hpp>
#include <runrate/time/period_shape.hpp>

namespace runrate {

RUNRATE_FUNC claim_ramp claim_ramp::even() { return {"even", {decimal(1), decimal(1), decimal(1), decimal(1)}}; }
RUNRATE_FUNC claim_ramp claim_ramp::linear() { return {"linear", {decimal(1), decimal(2), decimal(3), decimal(4)}}; }

namespace detail {

/// The record's periods that tile exactly these days; empty when they don't.
RUNRATE_FUNC std::span<const dated_amount> periods_within(std::span<const dated_amount> record, period whole) {
  std::size_t first = 0;
  while (first < record.size() && record[first].during.begin() < whole.begin()) ++first;
  std::size_t last = first;
  while (last < record.size() && whole.contains(record[last].during)) ++last;
  const auto within = record.subspan(first, last - first);
  if (within.empty() || within.front().during.begin() != whole.begin() || within.back().during.end() != whole.end()) {
    return {};
  }
  return within;
}

RUNRATE_FUNC date a_year_before(date day) {
  const auto ymd = civil(day);
  const auto then = (ymd.year() - std::chrono::years{1}) / ymd.month() / ymd.day();
  return then.ok() ? date{then} : date{then.year() / then.month() / std::chrono::last};
}

/// The record's periods of the same part of the year before: by months where it is calendar months; where it is weeks,
/// by 52 of them, or 53 where such a year lies between. Empty when the record does not hold them.
RUNRATE_FUNC std::span<const dated_amount> part_a_year_before(std::span<const dated_amount> record, period part) {
  if (shape_of(part).calendar_months) {
    return periods_within(record, period::between(a_year_before(part.begin()), a_year_before(part.end())));
  }
  for (const int from : {364, 371}) {
    for (const int to : {364, 371}) {
      const auto within = periods_within(
          record, period::between(part.begin() - std::chrono::days{from}, part.end() - std::chrono::days{to}));
      if (!within.empty()) return within;
    }
  }
  return {};
}

/// The record's periods of the year that ends where this one, or these, begin.
RUNRATE_FUNC std::span<const dated_amount> year_before(std::span<const dated_amount> record, period years) {
  const date end = years.begin();
  if (shape_of(years).calendar_months) return periods_within(record, period::between(a_year_before(end), end));
  const auto weeks_52 = periods_within(record, period::between(end - std::chrono::days{364}, end));
  return weeks_52.empty() ? periods_within(record, period::between(end - std::chrono::days{371}, end)) : weeks_52;
}

/// By how much the record's part of a year exceeds the same part of the year before.
RUNRATE_FUNC std::optional<period_total> growth_within(std::span<const dated_amount> record, period year) {
  std::optional<period_total> grown;
  for (const dated_amount& part : record) {
    if (!year.contains(part.during)) continue;
    const auto before = part_a_year_before(record, part.during);
    if (before.size() != 1) return std::nullopt;
    const decimal more = part.amount - before.front().amount;
    const interval bounds = part.bounds() - before.front().bounds();
    if (!grown) {
      grown = {more, bounds, part.during};
    } else {
      *grown = {grown->amount + more, grown->bounds + bounds, hull(grown->during, part.during)};
    }
  }
  return grown;
}

/// A quotient of bounds by a base that is above zero, in per cent, outwards.
RUNRATE_FUNC interval percent_of(const interval& amount, const interval& base) {
  const auto share = [](decimal x, decimal of, rounding mode) {
    return multiply(x, ratio(100) / ratio(of), {decimal::places, mode});
  };
  const auto low = [&] {
    const decimal x = amount.low();
    return share(x, x < decimal() ? base.low() : base.high(), rounding::floor);
  };
  const auto high = [&] {
    const decimal x = amount.high();
    return share(x, x < decimal() ? base.high() : base.low(), rounding::ceiling);
  };
  if (amount.has_low() && amount.has_high()) return {low(), high()};
  if (amount.has_low()) return interval::at_least(low());
  return amount.has_high() ? interval::at_most(high()) : interval::everything();
}

RUNRATE_FUNC ramp_exit exit_by(const claim_ramp& ramp, const interval& amount) {
  if (ramp.weights.empty()) throw_contract("a ramp needs at least one weight");
  decimal sum;
  for (const decimal& weight : ramp.weights) sum += weight;
  if (sum <= decimal()) throw_contract("the weights of the ramp " + ramp.name + " add up to " + to_string(sum));
  const ratio share = (ratio(ramp.weights.back()) / ratio(sum)).reduced();
  const auto parts = static_cast<int>(ramp.weights.size());
  return {ramp.name, share, amount * share, amount * (share * ratio(parts))};
}

}  // namespace detail

RUNRATE_FUNC result<year_claim_check> check_year_claim(const claim& said, std::span<const dated_amount> record,
                                                       const currency& unit, std::span<const claim_ramp> ramps) {
  if (said.measure == claim_measure::run_rate || said.measure == claim_measure::growth) {
    return reason{reason_code::not_applicable,
                  "a claim of " + std::string(to_string(said.measure)) + " is not about a year's amount"};
  }
  if (said.unit && *said.unit != unit) {
    return reason{reason_code::currency_mismatch,
                  "the claim is in " + std::string(said.unit->code()) + ", the series in " + std::string(unit.code())};
  }
  if (!said.about) {
    return reason{reason_code::not_applicable, "the claim does not say which year it speaks of"};
  }
  const period year = *said.about;
  const std::optional<int> months = shape_of(year).calendar_months;
  const int years = months && *months % 12 == 0 ? *months / 12 : shape_of(year).kind == period_kind::year ? 1 : 0;
  if (years == 0 && said.measure != claim_measure::growth_points) {
    return reason{reason_code::wrong_period,
                  to_string(year) + " is not whole years: what it means for a year is not said",
                  {{"period", to_string(year)}}};
  }
  if (years > 1 && said.measure == claim_measure::growth_points) {
    return reason{reason_code::wrong_period,
                  to_string(year) + " is several years: points of growth are of one base, the year before",
                  {{"period", to_string(year)}}};
  }
  // A year, or several, is held against the year before the first; a quarter against the same one a year before.
  const auto base_parts = years > 0 ? detail::year_before(record, year) : detail::part_a_year_before(record, year);
  std::optional<period_total> base;
  if (!base_parts.empty()) base = sum(history(base_parts));
  std::string no_base;
  if (!base) {
    no_base = years > 0 ? "the series does not hold the year before " + to_string(year.first())
                        : "the series does not hold the same days a year before " + to_string(year);
  } else if (base->bounds.low() <= decimal()) {
    no_base = to_string(base->during) + " brought " + to_string(base->amount) + ", which is not above 0";
    base.reset();
  }

  const interval words = said.range();
  interval amount = words;
  if (said.measure == claim_measure::growth_points) {
    if (!base) {
      return reason{reason_code::not_enough_history,
                    no_base + ": points of growth are of the year before",
                    {{"period", to_string(year)}}};
    }
    // Bounds of words times bounds of the base, each side by itself, since a side may be open.
    const interval low_base = words * (ratio(base->bounds.low()) / ratio(100));
    const interval high_base = words * (ratio(base->bounds.high()) / ratio(100));
    amount = hull(low_base, high_base);
  }
  year_claim_check check{year, amount, base, std::nullopt, amount * (ratio(1, 4) * ratio(1, years > 0 ? years : 1)),
                         {},   {},     {}};
  if (years == 0) check.average_quarter = amount;  // the claim is about one quarter
  check.base_missing = std::move(no_base);
  if (said.measure == claim_measure::growth_points) {
    check.points = words;
  } else if (base) {
    check.points = detail::percent_of(amount * ratio(1, years), base->bounds);
  }
  if (years == 1) {
    for (const claim_ramp& ramp : ramps) check.exits.push_back(detail::exit_by(ramp, amount));
  }
  check.grown_so_far = detail::growth_within(record, year);
  return check;
}

}  // namespace runrate

#endif
