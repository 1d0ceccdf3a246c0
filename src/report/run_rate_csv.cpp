#include <runrate/rate/growth.hpp>
#include <runrate/rate/run_rate.hpp>
#include <runrate/report/run_rate_csv.hpp>

#include "csv_fields.hpp"

namespace runrate {
namespace {

char* write_figure(char* to, const std::optional<decimal>& figure, int places) {
  if (figure) return detail::write_number(to, *figure, places);
  *to = ',';
  return to + 1;
}

}  // namespace

void run_rate_csv::add_header(csv_chunk& to) const {
  to.text("entity");
  if (columns_.segment) to.text("segment");
  for (const char* column : {"period_start", "period_end", "amount", "x4", "ttm", "yoy"}) to.text(column);
  if (columns_.currency) to.text("currency");
  to.end_row();
}

void run_rate_csv::add(csv_chunk& to, std::string_view entity, std::string_view segment, std::string_view currency,
                       std::span<const dated_amount> run) {
  constexpr round_to exactly{decimal::places};
  for (figures* all : {&times_four_, &trailing_year_, &growth_}) all->resize(run.size());
  const auto into = [](figures& all) {
    return [&all](std::size_t i, const auto& figure) {
      if (figure) {
        all[i] = *figure;
      } else {
        all[i] = std::nullopt;
      }
    };
  };
  annualize_each(run, method::times_four, exactly, into(times_four_));
  annualize_each(run, method::trailing_twelve_months, exactly, into(trailing_year_));
  year_over_year_each(run, round_to{growth_places}, into(growth_));

  names_.clear();
  names_.text(entity);
  if (columns_.segment) names_.text(segment);
  currency_.clear();
  if (columns_.currency) currency_.text(currency);
  const std::string_view names = names_.content(), last = currency_.content();
  constexpr std::size_t days_and_figures = 512;
  for (std::size_t i = 0; i < run.size(); ++i) {
    to.append(names.size() + last.size() + days_and_figures, [&](char* at) {
      at = std::copy(names.begin(), names.end(), at);
      at = days_.write(at, run[i].during.first());
      at = days_.write(at, run[i].during.last());
      at = detail::write_number(at, run[i].amount, columns_.places);
      at = write_figure(at, times_four_[i], columns_.places);
      at = write_figure(at, trailing_year_[i], columns_.places);
      at = write_figure(at, growth_[i], growth_places);
      return std::copy(last.begin(), last.end(), at);
    });
    to.end_row();
  }
}

}  // namespace runrate
