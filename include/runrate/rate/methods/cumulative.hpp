// Annualization of sums: the year to date, and the trailing twelve months.
#ifndef RUNRATE_RATE_METHODS_CUMULATIVE_HPP
#define RUNRATE_RATE_METHODS_CUMULATIVE_HPP

#include <runrate/rate/method.hpp>
#include <runrate/rate/methods/times.hpp>
#include <runrate/time/fiscal_calendar.hpp>

namespace runrate {
namespace detail {

RUNRATE_COLD reason year_start_missing(const history& h, const period& fiscal_year);
RUNRATE_COLD reason year_does_not_tile(const history& h, int days_tiled);
RUNRATE_COLD reason parts_differ(const dated_amount& odd, const dated_amount& latest);
RUNRATE_COLD reason more_elapsed_than_year(int elapsed, int per_year);

/// How many of the latest periods it takes to tile so many days or more; zero when the history is shorter.
constexpr std::size_t periods_reaching(const history& h, int days) {
  const std::span<const dated_amount> amounts = h.amounts();
  const date latest_begin = h.latest().during.end() - std::chrono::days{days};
  // The usual case first, for the speed of a long series: the four quarters of a year, the four weeks of 28 days.
  const std::size_t size = amounts.size();
  if (size >= 4 && amounts[size - 4].during.begin() <= latest_begin && latest_begin < amounts[size - 3].during.begin())
      [[likely]] {
    return 4;
  }
  for (std::size_t i = amounts.size(); i > 0; --i) {
    if (amounts[i - 1].during.begin() <= latest_begin) return amounts.size() - i + 1;
  }
  return 0;
}
constexpr int days_of_last(const history& h, std::size_t count) {
  return static_cast<int>((h.latest().during.end() - h.ago(count - 1).during.begin()).count());
}

/// How many of the history's latest periods lie in the fiscal year of the last; zero when none of them begins it.
template <fiscal_calendar Calendar>
constexpr std::size_t periods_since_year_start(const history& h, const Calendar& calendar) {
  const int year = calendar.year_of(h.latest().during.last());
  for (std::size_t i = 0; i < h.size(); ++i) {
    const date begin = h.ago(i).during.begin();
    if (calendar.year_of(begin - std::chrono::days{1}) != year) return calendar.year_of(begin) == year ? i + 1 : 0;
  }
  return 0;
}

}  // namespace detail

namespace method {

/// What an average over the year to date is divided by, where a period of it has no figure.
enum class elapsed {
  complete,  ///< every period of the year to date must be there
  present,   ///< by the number of periods that have a figure (IBM Controller's AVERYTD2)
};

/// The fiscal year to date over the periods elapsed, times the periods in a year.
///
/// Formula: YTD / n_elapsed * n_per_year. IBM Apptio's Annualize
/// (ibm.com/docs/es/apptio-gov/tbm-studio/saas?topic=functions-annualize-function; its example prints 48,000,000 where
/// 2,400,000 / 6 * 12 is 4,800,000); Oracle Tax Reporting's Annualize, 4,000 at the second month is 24,000
/// (docs.oracle.com/en/cloud/saas/tax-reporting-cloud/agtrc/annualize.html).
///
/// **The latest period counts as elapsed**: give only periods that have ended. A single flow that starts the fiscal
/// year and has n whole months is n/12 of it. `declared(n)` divides by a stated number of periods instead, as Oracle's
/// override does; `elapsed::present` averages over the periods that have a figure where the series begins within the
/// year (IBM Controller, AVERYTD1 and AVERYTD2, ibm.com/docs/en/controller/11.1.3?topic=formulas-averytd1).
///
/// It lags growth, and says nothing new in a fiscal fourth quarter, when it is the year.
template <fiscal_calendar Calendar>
class year_to_date {
public:
  constexpr explicit year_to_date(Calendar calendar, elapsed counted = elapsed::complete)
      : calendar_(std::move(calendar)), counted_(counted) {}

  /// The same, divided by `periods` whatever the series has: at least 1.
  constexpr year_to_date declared(int periods) const {
    if (periods < 1) detail::throw_contract("year_to_date: at least one period must be declared elapsed");
    year_to_date other = *this;
    other.declared_ = periods;
    return other;
  }

  static constexpr std::string_view name() { return "ytd"; }
  static constexpr std::string_view formula() { return "year to date x periods in the year / periods elapsed"; }

  /// Of equal periods, all there: the case of a long series.
  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    const period_kind kind = detail::kind_of_length(h.latest().during.days());
    const int per_year = kind == period_kind::quarter ? 4 : kind == period_kind::month ? 12 : 0;
    const std::size_t count = per_year == 0 || declared_ ? 0 : detail::periods_since_year_start(h, calendar_);
    if (count == 0 || count > static_cast<std::size_t>(per_year)) return std::nullopt;
    for (std::size_t i = 1; i < count; ++i) {
      if (detail::kind_of_length(h.ago(i).during.days()) != kind) return std::nullopt;
    }
    return scaled_periods{count, per_year, static_cast<std::int64_t>(count)};
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    std::size_t count = detail::periods_since_year_start(h, calendar_);
    if (count == 0) {
      const period year = calendar_.year(calendar_.year_of(h.latest().during.last()));
      if (counted_ == elapsed::complete) return detail::year_start_missing(h, year);
      while (count < h.size() && year.contains(h.ago(count).during)) ++count;
      if (count == 0) return detail::year_start_missing(h, year);
    }
    const history to_date = h.last(count);
    const period_shape shape = shape_of(h.latest().during);
    // A flow that is cumulative itself, such as a half or nine months, counts its months.
    if (count == 1 && shape.calendar_months && !declared_) {
      if (*shape.calendar_months > 12) return detail::more_elapsed_than_year(*shape.calendar_months, 12);
      return annualize_sum(to_date, ratio(12, *shape.calendar_months));
    }
    result<int> per_year = shape.periods_per_year();
    if (!per_year && declared_ && shape.calendar_months) per_year = 12;
    if (!per_year) return per_year.error();
    for (std::size_t i = 1; i < count; ++i) {
      if (detail::kind_of_length(to_date.ago(i).during.days()) != shape.kind) [[unlikely]] {
        return detail::parts_differ(to_date.ago(i), to_date.latest());
      }
    }
    const int elapsed_periods = declared_ ? *declared_ : static_cast<int>(count);
    if (elapsed_periods > *per_year) return detail::more_elapsed_than_year(elapsed_periods, *per_year);
    return annualize_sum(to_date, ratio(*per_year, elapsed_periods));
  }

private:
  Calendar calendar_;
  elapsed counted_;
  std::optional<int> declared_{};
};

/// The sum of the latest periods that make up a year (364 to 366 days, or a 53-week year's 371).
///
/// Formula: the last four quarters, or twelve months; equal to year + current year to date - prior year to date
/// (`trailing_from_cumulative`; fe.training/free-resources/accounting/last-twelve-months-ltm).
///
/// Not a run-rate of today but the last year's revenue: free of season, and half a year behind a growing business.
struct trailing_twelve_months_t {
  static constexpr bool scales_only = true;
  static constexpr std::string_view name() { return "ttm"; }
  static constexpr std::string_view formula() { return "sum of the last twelve months"; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    const std::size_t count = detail::periods_reaching(h, 364);
    if (count == 0 || detail::kind_of_length(detail::days_of_last(h, count)) != period_kind::year) return std::nullopt;
    return scaled_periods{count, 1};
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    const std::size_t count = detail::periods_reaching(h, 364);
    return detail::year_does_not_tile(h, detail::days_of_last(h, count == 0 ? h.size() : count));
  }
};
inline constexpr trailing_twelve_months_t trailing_twelve_months{};

/// The days that end a history, summed and multiplied: how revenue by consumption is annualized.
///
/// Formula: the sum of exactly the last `days` days, times `count`. Twelve times a month or thirty days, four times
/// ninety, thirteen times twenty-eight are in use side by side (Ordway,
/// ordwaylabs.com/blog/cloud-usage-based-pricing-report-arr; thirteen means a year of 364 days); so that a figure means
/// little without its window.
///
/// No answer where no period of the history begins on the window's first day.
class usage_window {
public:
  static constexpr bool scales_only = true;

  constexpr usage_window(int days, int count, std::string_view name, std::string_view formula)
      : name_(name), formula_(formula), days_(days), count_(count) {
    if (days < 1 || count < 1) detail::throw_contract("usage_window: days and count must be at least 1");
  }

  constexpr std::string_view name() const { return name_; }
  constexpr std::string_view formula() const { return formula_; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    const std::size_t periods = detail::periods_reaching(h, days_);
    if (periods == 0 || detail::days_of_last(h, periods) != days_) return std::nullopt;
    return scaled_periods{periods, count_};
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    const std::size_t periods = detail::periods_reaching(h, days_);
    return window_missing(h, detail::days_of_last(h, periods == 0 ? h.size() : periods));
  }

private:
  reason window_missing(const history& h, int tiled) const;

  std::string_view name_;
  std::string_view formula_;
  int days_;
  int count_;
};

inline constexpr usage_window usage_28_days{28, 13, "usage28", "last 28 days x 13"};
inline constexpr usage_window usage_30_days{30, 12, "usage30", "last 30 days x 12"};
inline constexpr usage_window usage_90_days{90, 4, "usage90", "last 90 days x 4"};

/// The last three months times four, from monthly figures.
///
/// Formula: 4 * (m1 + m2 + m3), one of the windows in use for consumption revenue
/// (ordwaylabs.com/blog/cloud-usage-based-pricing-report-arr).
struct trailing_three_months_t {
  static constexpr bool scales_only = true;
  static constexpr std::string_view name() { return "3mx4"; }
  static constexpr std::string_view formula() { return "last three months x 4"; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    if (h.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) {
      if (detail::kind_of_length(h.ago(i).during.days()) != period_kind::month) return std::nullopt;
    }
    return scaled_periods{3, 4};
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    for (const dated_amount& part : h.last(h.size() < 3 ? h.size() : 3).amounts()) {
      if (detail::kind_of_length(part.during.days()) != period_kind::month) {
        return detail::wrong_period_for(name(), part.during, "months");
      }
    }
    return detail::year_does_not_tile(h, 0);
  }
};
inline constexpr trailing_three_months_t trailing_three_months{};

}  // namespace method

/// Trailing twelve months from cumulative figures: year + current year to date - prior year to date
/// (help.vswebapp.com/nextgen8/vsp/last_twelve_months_method.htm). The parts must be of one currency; that the two
/// year-to-date figures cover the same part of their years is the caller's to see to. The result may be below a figure
/// that it is made of, and negative.
template <class Currency>
constexpr basic_money<Currency> trailing_from_cumulative(const basic_money<Currency>& year,
                                                         const basic_money<Currency>& current_to_date,
                                                         const basic_money<Currency>& prior_to_date) {
  return year + current_to_date - prior_to_date;
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/methods/detail/cumulative-inl.hpp>
#endif

#endif
