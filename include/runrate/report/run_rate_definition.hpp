// What a run-rate is, said as guidance on such metrics asks.
#ifndef RUNRATE_REPORT_RUN_RATE_DEFINITION_HPP
#define RUNRATE_REPORT_RUN_RATE_DEFINITION_HPP

#include <runrate/report/document.hpp>
#include <runrate/report/result_charts.hpp>

#include <string_view>

namespace runrate {

/// The definition block of a method's figure for a period: what it is, how it was calculated with these figures, why
/// one would look at it, what it is not, and the way from the comparable figure that was reported: the trailing twelve
/// months where the period has them, else the period's own revenue. The steps add up exactly.
///
/// `contract_error` where the period has no figure by this method.
metric_definition run_rate_definition(std::string_view whose, const labelled_comparison& period,
                                      std::string_view method);

}  // namespace runrate

#endif
