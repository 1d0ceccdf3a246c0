#include "quarters.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::array every_flag{figure_flag::restated,    figure_flag::mixed_vintages, figure_flag::check_failed,
                                figure_flag::scale_error, figure_flag::conflicting,    figure_flag::dates_slipped,
                                figure_flag::overlaps,    figure_flag::rounded};

std::string label_text(const std::optional<period_label>& label, period days) {
  return label ? to_string(*label) : to_string(days);
}

ordered_json json_inputs(const std::vector<figure_input>& inputs) {
  ordered_json all = ordered_json::array();
  for (const figure_input& input : inputs) {
    all.push_back({{"start", to_string(input.during.first())},
                   {"end", to_string(input.during.last())},
                   {"value", to_string(input.value)},
                   {"sign", input.subtracted ? "-" : "+"},
                   {"concept", input.concept_name},
                   {"accession", input.document.accession},
                   {"filed", to_string(input.document.filed)},
                   {"form", input.document.form}});
  }
  return all;
}

ordered_json json_flags(figure_flag flags) {
  ordered_json all = ordered_json::array();
  for (const figure_flag one : every_flag) {
    if (has(flags, one)) all.push_back(to_string(one));
  }
  return all;
}

/// The bounds that the rounding of the operands leaves.
ordered_json json_rounding(decimal value, int decimals, std::size_t operands) {
  const interval bounds = rounding_interval(value, decimals, static_cast<int>(operands));
  return {{"low", to_string(bounds.low())}, {"high", to_string(bounds.high())}};
}

void add_figure(ordered_json& entry, const quarter_figure& figure) {
  const bool known = figure.status != figure_status::not_derivable;
  entry["value"] = known ? ordered_json(to_string(figure.value)) : ordered_json(nullptr);
  entry["status"] = to_string(figure.status);
  if (known) {
    const ordered_json bounds = json_rounding(figure.value, figure.decimals, figure.operands.size());
    entry["low"] = bounds["low"];
    entry["high"] = bounds["high"];
    entry["known"] = to_string(figure.known);
  } else {
    for (const char* field : {"low", "high", "known"}) entry[field] = nullptr;
  }
}

ordered_json head_of(const company_quarters& q) {
  return {{"entity", q.company->facts.entity},
          {"segment", q.company->segment},
          {"concept", q.found.concept_name},
          {"unit", q.found.unit}};
}

void add_period(ordered_json& entry, const std::optional<period_label>& label, period days) {
  entry["label"] = label_text(label, days);
  entry["start"] = to_string(days.first());
  entry["end"] = to_string(days.last());
}

std::string flag_names(figure_flag flags) {
  std::string text;
  for (const figure_flag one : every_flag) {
    if (has(flags, one)) text += (text.empty() ? "" : "; ") + std::string(to_string(one));
  }
  return text;
}

std::string status_text(figure_status status) {
  return status == figure_status::not_derivable ? "not derivable" : std::string(to_string(status));
}

}  // namespace

void add_json(ordered_json& document, const company_quarters& q) {
  const company_facts& company = q.company->facts;
  const ordered_json head = head_of(q);
  for (const discrete_quarter& one : q.found.quarters) {
    ordered_json entry = head;
    add_period(entry, one.label, one.during);
    add_figure(entry, one.figure);
    entry["reason"] = one.figure.status == figure_status::not_derivable ? json_reason(reason_of(company, q.found, one))
                                                                        : ordered_json(nullptr);
    entry["flags"] = json_flags(one.figure.flags);
    entry["inputs"] = json_inputs(inputs_of(company, one.figure));
    entry["vintages"] = ordered_json::array();
    for (const quarter_figure& other : one.vintages) {
      ordered_json vintage = ordered_json::object();
      add_figure(vintage, other);
      vintage["flags"] = json_flags(other.flags);
      vintage["inputs"] = json_inputs(inputs_of(company, other));
      entry["vintages"].push_back(std::move(vintage));
    }
    document["quarters"].push_back(std::move(entry));
  }
  for (const trailing_year& one : q.found.trailing) {
    ordered_json entry = head;
    add_period(entry, one.label, one.during);
    const bool known = one.status != figure_status::not_derivable;
    const std::vector<figure_input> inputs = inputs_of(company, q.found, one);
    entry["value"] = known ? ordered_json(to_string(one.value)) : ordered_json(nullptr);
    entry["status"] = to_string(one.status);
    for (const char* field : {"low", "high"}) {
      entry[field] = known ? json_rounding(one.value, one.decimals, inputs.size())[field] : ordered_json(nullptr);
    }
    entry["from_cumulative"] =
        one.from_cumulative ? ordered_json(to_string(*one.from_cumulative)) : ordered_json(nullptr);
    entry["reason"] = known ? ordered_json(nullptr) : json_reason(reason_of(q.found, one));
    entry["flags"] = json_flags(one.flags);
    entry["inputs"] = json_inputs(inputs);
    document["ttm"].push_back(std::move(entry));
  }
  for (const year_check& one : q.found.years) {
    ordered_json entry = head;
    entry["label"] = one.label;
    entry["start"] = to_string(one.during.first());
    entry["end"] = to_string(one.during.last());
    entry["value"] = to_string(one.reported);
    entry["sum"] = one.sum ? ordered_json(to_string(*one.sum)) : ordered_json(nullptr);
    entry["tolerance"] = one.sum ? ordered_json(to_string(one.tolerance)) : ordered_json(nullptr);
    entry["outcome"] = to_string(one.found);
    document["years"].push_back(std::move(entry));
  }
  ordered_json series = head;
  series["calendar"] = q.found.calendar.text();
  series["note"] = q.note;
  series["reason"] = q.found.none ? json_reason(*q.found.none) : ordered_json(nullptr);
  series["joins"] = ordered_json::array();
  for (const concept_join& join : q.found.joins) {
    series["joins"].push_back({{"concept", join.concept_name},
                               {"joined", join.joined},
                               {"agreeing", join.agreeing},
                               {"differing", join.differing},
                               {"why", join.why}});
  }
  series["notes"] = ordered_json::array();
  for (const filing_note& note : q.found.notes) {
    series["notes"].push_back({{"code", to_string(note.kind)}, {"text", note.text}});
  }
  document["series"].push_back(std::move(series));
}

table flat_quarters() {
  return table({{"entity"},
                {"segment"},
                {"concept"},
                {"unit"},
                {"label"},
                {"start"},
                {"end"},
                {"value", alignment::right},
                {"status"},
                {"ttm", alignment::right},
                {"ttm_status"},
                {"known"},
                {"flags"},
                {"explanation"}});
}

void add_rows(table& to, const company_quarters& q) {
  for (std::size_t i = 0; i < q.found.quarters.size(); ++i) {
    const discrete_quarter& one = q.found.quarters[i];
    const trailing_year& t = q.found.trailing[i];
    const bool known = one.figure.status != figure_status::not_derivable;
    to.add_row({q.company->facts.entity, q.company->segment, q.found.concept_name, q.found.unit,
                label_text(one.label, one.during), to_string(one.during.first()), to_string(one.during.last()),
                known ? to_string(one.figure.value) : "", std::string(to_string(one.figure.status)),
                t.status == figure_status::not_derivable ? "" : to_string(t.value), std::string(to_string(t.status)),
                known ? to_string(one.figure.known) : "", flag_names(one.figure.flags),
                sentence_on(q.company->facts, q.found, one)});
  }
}

sheet quarters_sheet(const company_quarters& q, std::size_t last, bool explain, bool quiet) {
  const concept_quarters& found = q.found;
  const company_facts& company = q.company->facts;
  std::vector<table_column> columns{{"quarter"},
                                    {"first day"},
                                    {"last day"},
                                    {found.unit, alignment::right},
                                    {"status"},
                                    {"trailing year", alignment::right},
                                    {explain ? "how" : "flags"}};
  const std::string name = company.entity + (q.company->segment.empty() ? "" : " " + q.company->segment);
  table t(std::move(columns), fmt::format("{}: {}", name, found.concept_name));
  figure_flag seen = figure_flag::none;
  const std::size_t count = found.quarters.size();
  for (std::size_t i = count > last ? count - last : 0; i < count; ++i) {
    const discrete_quarter& one = found.quarters[i];
    const trailing_year& ttm = found.trailing[i];
    const bool known = one.figure.status != figure_status::not_derivable;
    seen |= one.figure.flags;
    std::string how = flag_names(one.figure.flags);
    if (explain) {
      how = sentence_on(company, found, one);
      for (const figure_flag flag : every_flag) {
        if (has(one.figure.flags, flag)) how += "; " + sentence_on(flag, company, one);
      }
    }
    t.add_row({one.label ? to_string(*one.label) : "-", to_string(one.during.first()), to_string(one.during.last()),
               known ? fmt::format("{:,}", one.figure.value) : "", status_text(one.figure.status),
               ttm.status == figure_status::not_derivable
                   ? ""
                   : fmt::format("{:,}{}", ttm.value, has(ttm.flags, figure_flag::check_failed) ? " ?" : ""),
               how});
  }
  if (quiet) return {std::move(t), {"how", "flags", "first day"}};
  if (!q.note.empty()) t.add_note(q.note);
  if (!found.calendar.runs().empty()) t.add_note("calendar: " + found.calendar.text());
  for (const concept_join& join : found.joins) {
    t.add_note(fmt::format("{} {}: {}", join.concept_name, join.joined ? "was joined" : "was not joined", join.why));
  }
  std::size_t adding_up = 0, incomplete = 0;
  for (const year_check& year : found.years) {
    adding_up += year.found == year_check::outcome::adds_up ? 1u : 0u;
    incomplete += year.found == year_check::outcome::incomplete ? 1u : 0u;
    if (year.found == year_check::outcome::differs) {
      t.add_note(fmt::format("{}: the quarters add up to {:,}, and the year is reported as {:,}", year.label, *year.sum,
                             year.reported));
    }
  }
  if (!found.years.empty()) {
    t.add_note(fmt::format(
        "years: the quarters of {} add up to the reported year{}", adding_up,
        incomplete == 0 ? "" : fmt::format("; {} {} a quarter", incomplete, incomplete == 1 ? "lacks" : "lack")));
  }
  for (const filing_note& note : found.notes) t.add_note(note.text);
  if (!explain && seen != figure_flag::none)
    t.add_note("--explain says what the flags rest on, and where each figure is from");
  return {std::move(t), {"flags", "first day"}};
}

}  // namespace runrate::cli
