#ifndef RUNRATE_FILING_DETAIL_PROVENANCE_INL_HPP
#define RUNRATE_FILING_DETAIL_PROVENANCE_INL_HPP

#include <runrate/core/format.hpp>
#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/detail/trailing-inl.hpp>
#include <runrate/filing/quarters.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace runrate {
namespace detail {

inline figure_input input_of(const company_facts& company, const figure_operand& operand) {
  const fact& f = fact_at(company, operand.of);
  return {f.during, f.value, operand.subtracted, company.concepts[operand.of.concept_index].name,
          company.filings[f.filing]};
}

/// "the nine months to 2023-10-31"
inline std::string name_of_days(period days) {
  switch (kind_of_length(days.days())) {
    case period_kind::quarter: return "the quarter to " + to_string(days.last());
    case period_kind::half: return "the six months to " + to_string(days.last());
    case period_kind::nine_months: return "the nine months to " + to_string(days.last());
    case period_kind::year: return "the year to " + to_string(days.last());
    default: return "the time from " + to_string(days.first()) + " to " + to_string(days.last());
  }
}

inline bool is_plural(period days) {
  const period_kind kind = kind_of_length(days.days());
  return kind == period_kind::half || kind == period_kind::nine_months;
}

/// "Q4 of FY2024", or its days where it has no label.
inline std::string name_of_quarter(const discrete_quarter& q) {
  if (!q.label) return to_string(q.during);
  const std::string year =
      q.label->is_fiscal() ? to_string(fy(q.label->year())) : to_string(calendar_year(q.label->year()));
  return "Q" + std::to_string(q.label->number()) + " of " + year;
}

inline std::string said_by(const figure_input& input) {
  return fmt::format("{} is {:,}{}", name_of_days(input.during), input.value,
                     input.document.accession.empty() ? "" : " in " + text_of(input.document));
}

inline std::string sum_of(std::span<const figure_input> inputs) {
  std::string text;
  for (const figure_input& input : inputs) {
    text += fmt::format("{}{} {:,}",
                        text.empty()       ? ""
                        : input.subtracted ? " less "
                                           : " and ",
                        name_of_days(input.during), input.value);
    if (!input.document.accession.empty()) text += " (" + text_of(input.document) + ")";
  }
  return text;
}

inline reason lack_of_operands(const company_facts& company, const discrete_quarter& q) {
  const std::string name = name_of_quarter(q);
  const period missing = *q.missing;
  const bool is_quarter = kind_of_length(q.during.days()) == period_kind::quarter;
  const auto is = [](period days) { return is_plural(days) ? "are" : "is"; };
  reason why{reason_code::operand_missing, name + " can't be derived: ", {}};
  if (q.there) {
    const fact& there = fact_at(company, *q.there);
    why.operands = {{"reported", to_string(there.during)}, {"value", to_string(there.value)}};
    const std::string reported =
        fmt::format("{} {} reported ({:,})", name_of_days(there.during), is(there.during), there.value);
    if (missing == q.during && !is_quarter) {
      why.text = fmt::format("{} can't be taken apart: {} but no quarter of these days is", name, reported);
      return why;
    }
    why.text += fmt::format("{} but {} {} not", reported, name_of_days(missing), is(missing));
    why.operands.push_back({"missing", to_string(missing)});
  } else if (missing.begin() < q.during.begin()) {
    const period before = period::between(missing.begin(), q.during.begin());
    why.text += fmt::format("neither {} nor {} is reported", name_of_days(missing), name_of_days(before));
    why.operands = {{"missing", to_string(missing)}, {"missing", to_string(before)}};
  } else if (missing == q.during && !is_quarter) {
    why.text +=
        "no quarter of these days is reported, none follows from longer figures, and no calendar divides them "
        "into quarters";
    why.operands = {{"missing", to_string(missing)}};
  } else {
    why.text += fmt::format("{} {} not reported", name_of_days(missing), is(missing));
    why.operands = {{"missing", to_string(missing)}};
  }
  if (q.near) {
    const fact& near = fact_at(company, *q.near);
    why.text += fmt::format("; for {} filings have {:,}, and nothing shows that these days are a slip",
                            to_string(near.during), near.value);
    why.operands.push_back({"near", to_string(near.during)});
    why.operands.push_back({"near_value", to_string(near.value)});
  }
  return why;
}

}  // namespace detail

RUNRATE_FUNC std::vector<figure_input> inputs_of(const company_facts& company, const quarter_figure& figure) {
  std::vector<figure_input> inputs;
  inputs.reserve(figure.operands.size());
  for (const figure_operand& operand : figure.operands) inputs.push_back(detail::input_of(company, operand));
  return inputs;
}

RUNRATE_FUNC std::vector<figure_input> inputs_of(const company_facts& company, const concept_quarters& of,
                                                 const trailing_year& t) {
  if (t.fact) return {detail::input_of(company, {*t.fact, false})};
  std::vector<figure_input> inputs;
  if (t.status != figure_status::derived) return inputs;
  for (std::size_t i = 0; i < t.quarters.size(); ++i) {
    for (figure_input& input : inputs_of(company, of.quarters[t.quarters[i]].choice(t.choice[i])))
      inputs.push_back(std::move(input));
  }
  return inputs;
}

RUNRATE_FUNC reason reason_of(const company_facts& company, const concept_quarters& of, const discrete_quarter& q) {
  const std::string name = detail::name_of_quarter(q);
  switch (q.why) {
    case underivable::nothing: break;
    case underivable::not_additive:
      return {reason_code::not_additive,
              fmt::format("{} can't be derived: amounts in {} do not add up over quarters, so that a difference of "
                          "cumulative ones is no quarter's",
                          name, of.unit),
              {{"unit", of.unit}}};
    case underivable::conflicting_facts:
      return {reason_code::conflicting_facts,
              fmt::format("{} can't be derived: filings contradict themselves over {}", name,
                          detail::name_of_days(*q.missing)),
              {{"contradicted", to_string(*q.missing)}}};
    case underivable::operand_missing: return detail::lack_of_operands(company, q);
  }
  detail::throw_contract("reason_of: the quarter has a figure");
}

RUNRATE_FUNC reason reason_of(const concept_quarters& of, const trailing_year& t) {
  // Without any figure the days are those of the quarter itself.
  const auto own = std::lower_bound(of.quarters.begin(), of.quarters.end(), t.during,
                                    [](const discrete_quarter& q, period days) { return q.during < days; });
  const bool is_own =
      own != of.quarters.end() && own->during == t.during && own->figure.status == figure_status::not_derivable;
  const date hole = is_own ? t.during.end() : t.during.begin();
  switch (t.why) {
    case trailing_year::lack::none: break;
    case trailing_year::lack::not_additive:
      return {reason_code::not_additive, "amounts in " + of.unit + " do not add up over quarters", {{"unit", of.unit}}};
    case trailing_year::lack::quarter: {
      const std::string last = to_string(hole - std::chrono::days{1});
      return {reason_code::not_enough_history, "no quarter ends on " + last, {{"missing", last}}};
    }
    case trailing_year::lack::year:
      return {reason_code::wrong_period,
              fmt::format("the four quarters to {} make {} days, which are no year", to_string(t.during.last()),
                          t.during.days()),
              {{"quarters", to_string(t.during)}}};
    case trailing_year::lack::figure: {
      const discrete_quarter* unknown = nullptr;
      for (const std::size_t at : detail::quarters_until(of.quarters, hole)) {
        if (of.quarters[at].figure.status == figure_status::not_derivable) unknown = &of.quarters[at];
      }
      if (unknown == nullptr) return {reason_code::operand_missing, "a quarter has no figure"};
      const std::string days = to_string(unknown->during);
      const bool is_quarter = detail::kind_of_length(unknown->during.days()) == period_kind::quarter;
      return {reason_code::operand_missing,
              (is_quarter ? "the quarter " : "the time from ") + days + " has no figure",
              {{"missing", days}}};
    }
  }
  detail::throw_contract("reason_of: there is a trailing year");
}

RUNRATE_FUNC std::string sentence_on(const company_facts& company, const concept_quarters& of,
                                     const discrete_quarter& q) {
  if (q.figure.status == figure_status::not_derivable) return reason_of(company, of, q).text;
  const std::vector<figure_input> inputs = inputs_of(company, q.figure);
  if (q.figure.status == figure_status::reported) {
    return fmt::format(
        "{} is {:,} as reported: {}", detail::name_of_quarter(q), q.figure.value,
        inputs.front().document.accession.empty() ? "no filing is named" : detail::text_of(inputs.front().document));
  }
  return fmt::format("{} is {:,}: {}", detail::name_of_quarter(q), q.figure.value, detail::sum_of(inputs));
}

RUNRATE_FUNC std::string sentence_on(const company_facts& company, const concept_quarters& of, const trailing_year& t) {
  if (t.status == figure_status::not_derivable) {
    return fmt::format("the year to {} can't be had: {}", to_string(t.during.last()), reason_of(of, t).text);
  }
  const std::vector<figure_input> inputs = inputs_of(company, of, t);
  if (t.status == figure_status::reported) return detail::said_by(inputs.front());
  return fmt::format("the year to {} is {:,}: {}", to_string(t.during.last()), t.value, detail::sum_of(inputs));
}

RUNRATE_FUNC std::string sentence_on(figure_flag one, const company_facts& company, const discrete_quarter& q) {
  const bool is_reported = q.figure.status == figure_status::reported;
  // What stands against a reported figure is a difference; what stands against a difference that took the place of a
  // reported figure is that one, which is marked.
  const auto is_check = [&](const quarter_figure& other) {
    return is_reported ? other.status == figure_status::derived : has(other.flags, figure_flag::check_failed);
  };
  const auto others = [&](std::string_view before, bool checks) {
    std::string text;
    for (const quarter_figure& other : q.vintages) {
      if (is_check(other) != checks || other.value == q.figure.value) continue;
      text += fmt::format("{} {:,}, {}", text.empty() ? before : ";", other.value,
                          detail::sum_of(inputs_of(company, other)));
    }
    return text;
  };
  switch (one) {
    case figure_flag::none: break;
    case figure_flag::restated: {
      const std::string text = others("filings have another figure too:", false);
      return text.empty() ? "filings have another figure too" : text;
    }
    case figure_flag::mixed_vintages:
      return "one operand is from before a restatement and another from after it: the difference may be no quarter's";
    case figure_flag::check_failed:
      return others(is_reported ? "the difference of cumulative figures is another:"
                                : "a filing gives for it the figure of a longer time, which was not taken:",
                    true);
    case figure_flag::scale_error: return "a filing gives a figure a thousand or a million times too large or small";
    case figure_flag::conflicting: return "one filing gives two figures";
    case figure_flag::dates_slipped: return "a filing gives a first or last day that is a few days off";
    case figure_flag::overlaps: return "it shares days with another quarter";
    case figure_flag::rounded: return "filings round to different places; the finest is taken";
  }
  return "";
}

}  // namespace runrate

#endif
