#ifndef RUNRATE_FORECAST_DETAIL_OBSERVED_SERIES_INL_HPP
#define RUNRATE_FORECAST_DETAIL_OBSERVED_SERIES_INL_HPP

#include <runrate/forecast/observed_series.hpp>
#include <runrate/time/period_shape.hpp>

#include <numeric>
#include <string>

namespace runrate {
namespace detail {

/// The days of the same part of the next year, where the last one may have had 53 weeks.
inline int days_a_year_on(std::span<const int> days_of_last_year, std::size_t slot) {
  const int whole = std::accumulate(days_of_last_year.begin(), days_of_last_year.end(), 0),
            days = days_of_last_year[slot];
  const bool has_extra_week = whole == 371 && (days == 98 || days == 119);
  return has_extra_week ? days - 7 : days;
}

inline date months_on(date from, int months) {
  const auto ymd = civil(from);
  const auto month = std::chrono::year_month{ymd.year(), ymd.month()} + std::chrono::months{months};
  const std::chrono::year_month_day same = month / ymd.day();
  return same.ok() ? date{same} : date{month / std::chrono::last};
}

}  // namespace detail

RUNRATE_FUNC observed_series::observed_series(std::span<const dated_amount> amounts, int per_year)
    : amounts_(amounts.begin(), amounts.end()), per_year_(per_year) {
  figures_.reserve(amounts.size());
  for (const dated_amount& a : amounts) figures_.push_back(to_double(a.amount));
}

RUNRATE_FUNC result<observed_series> observed_series::of(std::span<const dated_amount> amounts) {
  if (amounts.empty()) return reason{reason_code::not_enough_history, "there is no period to forecast from", {}};
  const period_shape shape = shape_of(amounts.front().during);
  if (shape.kind == period_kind::day) {
    return reason{reason_code::wrong_period, "days are not forecast: add them up to weeks, months or quarters", {}};
  }
  const result<int> per_year = shape.periods_per_year();
  if (!per_year) return per_year.error();
  for (const dated_amount& a : amounts) {
    const period_shape other = shape_of(a.during);
    if (other.kind == shape.kind) continue;
    return reason{reason_code::wrong_period,
                  to_string(a.during) + " is a " + std::string(to_string(other.kind)) + ", and " +
                      to_string(amounts.front().during) + " a " + std::string(to_string(shape.kind)) +
                      ": a forecast needs periods of one kind",
                  {{"period", to_string(a.during)}}};
  }
  return observed_series(amounts, *per_year);
}

RUNRATE_FUNC result<std::vector<period>> observed_series::periods_ahead(std::size_t count) const {
  const auto m = static_cast<std::size_t>(per_year_);
  const std::optional<int> months = shape_of(amounts_.back().during).calendar_months;
  const std::size_t year_begin = amounts_.size() > m ? amounts_.size() - m : 0;
  std::vector<int> days_of_last_year;
  for (std::size_t i = year_begin; i < amounts_.size(); ++i) days_of_last_year.push_back(amounts_[i].during.days());
  const bool has_year = days_of_last_year.size() == m;
  const int whole = std::accumulate(days_of_last_year.begin(), days_of_last_year.end(), 0);
  const bool ends_on_a_day_of_the_year = has_year && (whole == 365 || whole == 366);
  std::vector<period> ahead;
  ahead.reserve(count);
  date begin = amounts_.back().during.end();
  for (std::size_t h = 0; h < count; ++h) {
    date end = begin + std::chrono::days{days_of_last_year.back()};
    if (months) {
      end = detail::months_on(begin, *months);
    } else if (ends_on_a_day_of_the_year) {
      end = detail::months_on(amounts_[year_begin + h % m].during.end(), 12 * static_cast<int>(h / m + 1));
    } else if (has_year) {
      end = begin + std::chrono::days{detail::days_a_year_on(days_of_last_year, h % m)};
    }
    if (end > detail::last_date + std::chrono::days{1}) {
      return reason{reason_code::out_of_range,
                    std::to_string(count) + " periods after " + to_string(amounts_.back().during) +
                        " go beyond the last date there is, 9999-12-31",
                    {}};
    }
    ahead.push_back(period::between(begin, end));
    begin = end;
  }
  return ahead;
}

}  // namespace runrate

#endif
