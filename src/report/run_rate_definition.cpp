#include <runrate/report/run_rate_definition.hpp>

#include <runrate/core/errors.hpp>
#include <runrate/core/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace runrate {
namespace {

using method_figure = compared<struct any_currency>;

struct method_words {
  std::string_view method, what, why, limits;
};

constexpr std::string_view one_period =
    "It takes one period for all of a year: no season, no growth, no single large order is in it. It is neither "
    "revenue that was earned nor a forecast.";
constexpr std::array<method_words, 6> words{{
    {"ttm", "The revenue of the last twelve months, as it was reported.",
     "It has a whole year's season in it and nothing was multiplied.",
     "It looks back: where revenue grows, it is what the business was half a year ago."},
    {"ytd", "The revenue of the year so far, brought to a whole year by the number of its periods.",
     "It is steadier than one period.", "It takes the first part of a year for the rest, whatever the season."},
    {"compound", "What the next year would bring if each period grew as the last one did.",
     "It says where the present pace leads.",
     "One period's growth is taken for a year's: it says the most of all methods, and is the least steady."},
    {"logcompound", "The rate at which revenue runs at the period's end, if growth is steady.",
     "It is the pace at the end of a period and not in its middle.", "It rests on one period's growth."},
    {"seasonal", "A year of which this period has the share that it had in past years.", "The season is taken out.",
     "It needs the season to be as in past years, and knows nothing of growth within the year."},
    {"exit", "The last part of the period, for a year.", "It is the pace that the next period begins with.",
     one_period},
}};
constexpr method_words any_other{
    "", "The revenue of one period, brought to a year.",
    "It is the quickest look at the present size of a business that grows, and what companies quote.", one_period};

const method_words& words_of(std::string_view method) {
  const auto* found =
      std::find_if(words.begin(), words.end(), [&](const method_words& w) { return w.method == method; });
  return found != words.end() ? *found : any_other;
}

std::string grouped(decimal amount) {
  number_format format;
  format.grouped = true;
  return format_number(amount, format);
}

std::string factor_text(const ratio& factor) {
  const std::string exact = to_string(factor);
  return exact.size() <= 12 ? exact : fmt::format("about {:.4}", factor);
}

}  // namespace

metric_definition run_rate_definition(std::string_view whose, const labelled_comparison& period,
                                      std::string_view method) {
  const method_figure* const of = figure_by(period.rates, method);
  if (of == nullptr) {
    detail::throw_contract("run_rate_definition: " + period.label + " has no figure by " + std::string(method));
  }
  const auto& rate = *of->rate;
  const std::string code(rate.value().unit().code());
  const method_words& said = words_of(method);
  metric_definition made;
  made.name = fmt::format("{}: annualized run-rate of {} by {}", whose, period.label, method);
  made.what = std::string(said.what);
  made.calculation =
      fmt::format("{}: {} of {} ({}) x {} = {} {} a year", of->formula, grouped(rate.basis_amount().amount()), code,
                  to_string(rate.basis()), factor_text(rate.factor()), grouped(rate.value().amount()), code);
  made.why = std::string(said.why);
  made.limits = std::string(said.limits);
  const method_figure* const year = method == "ttm" ? nullptr : figure_by(period.rates, "ttm");
  const decimal reported = year != nullptr ? year->rate->value().amount() : rate.basis_amount().amount();
  const std::string days = to_string(year != nullptr ? year->rate->basis() : rate.basis());
  made.comparable = fmt::format("revenue of {}, as it was reported: {} {}", days, grouped(reported), code);
  made.reconciliation = {{fmt::format("revenue of {}, {}", days, code), grouped(reported)},
                         {year != nullptr ? fmt::format("what taking {} for a year adds", to_string(rate.basis()))
                                          : std::string("what bringing it to a year adds"),
                          grouped(rate.value().amount() - reported)},
                         {fmt::format("annualized run-rate by {}, {}", method, code), grouped(rate.value().amount())}};
  return made;
}

}  // namespace runrate
