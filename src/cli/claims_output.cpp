// How claims that were held against the record are written.
#include "claims.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

std::string words_of(comparator word) {
  std::string text(to_string(word));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// --- JSON -----------------------------------------------------------------------------------------------------------

ordered_json json_total(const period_total& total) {
  ordered_json json{{"start", to_string(total.during.first())},
                    {"end", to_string(total.during.last())},
                    {"amount", to_string(total.amount)}};
  json.update(json_bounds(total.bounds, decimal::places));
  return json;
}

ordered_json json_run_rate(const reconciliation& check, const std::string& label) {
  ordered_json json{{"tested", json_period(label, check.tested)}, {"tested_period_was_stated", check.period_stated}};
  json["methods"] = ordered_json::array();
  for (const method_check& m : check.methods) {
    ordered_json entry{{"method", m.method}, {"verdict", to_string(m.outcome)}};
    if (m.value) {
      entry["value"] = to_string(*m.value);
      entry.update(json_bounds(*m.bounds, decimal::places));
      entry["miss"] = to_string(m.miss);
    } else {
      entry["reason"] = json_reason(*m.why);
    }
    json["methods"].push_back(std::move(entry));
  }
  return json;
}

ordered_json json_year(const year_claim_check& check) {
  ordered_json json{{"period", {{"start", to_string(check.year.first())}, {"end", to_string(check.year.last())}}},
                    {"amount", json_bounds(check.amount, 2)}};
  json["base"] = check.base ? json_total(*check.base) : ordered_json(nullptr);
  if (!check.base) json["base_missing"] = check.base_missing;
  json["points"] = check.points ? json_bounds(*check.points, decimal::places) : ordered_json(nullptr);
  json["average_quarter"] = json_bounds(check.average_quarter, 2);
  json["exits"] = ordered_json::array();
  for (const ramp_exit& exit : check.exits) {
    json["exits"].push_back({{"ramp", exit.ramp},
                             {"last_share", to_string(exit.last_share)},
                             {"last_quarter", json_bounds(exit.last_part, 2)},
                             {"exit_run_rate", json_bounds(exit.exit_run_rate, 2)}});
  }
  json["grown_so_far"] = check.grown_so_far ? json_total(*check.grown_so_far) : ordered_json(nullptr);
  return json;
}

ordered_json json_relation(const related_claims& pair) {
  ordered_json json{{"earlier", pair.earlier}, {"later", pair.later}, {"relation", to_string(pair.relation)}};
  json["growth_as_said"] = pair.growth_as_said ? ordered_json(to_string(*pair.growth_as_said)) : ordered_json(nullptr);
  json["scope_added"] = pair.scope_added;
  json["scope_removed"] = pair.scope_removed;
  json["conflict"] = nullptr;
  if (pair.conflict) {
    json["conflict"] = {{"growth_claim", pair.conflict->growth_claim},
                        {"stated_growth_percent", json_bounds(pair.conflict->stated_growth_percent, decimal::places)},
                        {"earlier_grown", json_bounds(pair.conflict->grown, decimal::places)},
                        {"earlier_needed", json_bounds(pair.conflict->earlier_needed, decimal::places)},
                        {"short_by_percent", to_string(pair.conflict->short_by_percent)},
                        {"possible_within_words", pair.conflict->possible_within_words}};
  }
  return json;
}

ordered_json json_claim(const held_claim& held, const fiscal_years& years) {
  const claim& c = held.said;
  ordered_json json{{"date", held.row.date_text},      {"subject", c.subject},
                    {"entity", held.row.entity},       {"segment", held.row.segment},
                    {"measure", to_string(c.measure)}, {"qualifier", to_string(c.word)},
                    {"amount", to_string(c.figure)}};
  json["currency"] = c.unit ? ordered_json(c.unit->code()) : ordered_json(nullptr);
  json["decimals"] = c.decimals;
  json["as_written"] = held.row.amount_text;
  json["scope"] = c.scope;
  json["period"] = c.about ? json_period(held.row.period_text, *c.about) : ordered_json(nullptr);
  json["range"] = json_bounds(c.range(), decimal::places);
  if (held.implied) {
    json["implied"] = {{"quarter", json_bounds(held.implied->quarter, 2)},
                       {"month", json_bounds(held.implied->month, 2)},
                       {"day", json_bounds(held.implied->day, 2)},
                       {"days_in_year", held.implied->days_in_year}};
  }
  if (held.run_rate) json.update(json_run_rate(*held.run_rate, years.label(held.row.entity, held.run_rate->tested)));
  if (held.year) json["year"] = json_year(*held.year);
  const std::string& why = held.record == nullptr ? held.no_record : held.no_check;
  if (!why.empty()) json["not_checked"] = why;
  json["outlook"] = json_of_outlook(held);
  if (!held.no_outlook.empty()) json["no_outlook"] = held.no_outlook;
  json["source"] = c.source;
  json["note"] = c.note;
  return json;
}

}  // namespace

std::string said_text(const held_claim& held) {
  const bool has_word = held.said.word != comparator::exactly;  // which nobody says: it is the figure as rounded
  return (has_word ? words_of(held.said.word) + " " : "") + held.row.amount_text;
}

ordered_json json_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                     const std::vector<related_claims>& related, const fiscal_years& years) {
  ordered_json document{
      {"claims", ordered_json::array()}, {"identified", ordered_json::array()}, {"relations", ordered_json::array()}};
  for (const held_claim& held : all) document["claims"].push_back(json_claim(held, years));
  for (const identified_series& s : identified) {
    ordered_json entry{{"entity", s.entity}, {"segment", s.segment}, {"methods", ordered_json::array()}};
    for (const identified_method& m : s.methods) {
      entry["methods"].push_back({{"method", m.method}, {"reproduces", m.reproduces}, {"claims", m.claims}});
    }
    document["identified"].push_back(std::move(entry));
  }
  for (const related_claims& pair : related) document["relations"].push_back(json_relation(pair));
  return document;
}

namespace {

// --- tables ---------------------------------------------------------------------------------------------------------

table run_rate_table(const std::vector<held_claim>& all, const fiscal_years& years) {
  table t({{"said"}, {"claim"}, {"against"}, {"method"}, {"figure", alignment::right}, {"verdict"}},
          "Run-rates held against the record");
  for (const held_claim& held : all) {
    if (!held.run_rate) continue;
    const currency& unit = held.record->flows.unit();
    bool first = true;
    for (const method_check& m : held.run_rate->methods) {
      if (!m.value) continue;
      std::string verdict(to_string(m.outcome));
      if (m.outcome == verdict::rejected) {
        verdict += fmt::format(": {} {}", short_money(abs(m.miss), unit, 2), m.miss < decimal() ? "short" : "over");
      }
      t.add_row({first ? held.row.date_text : "", first ? fmt::format("{} {}", held.said.subject, said_text(held)) : "",
                 first ? years.label(held.row.entity, held.run_rate->tested) : "", m.method,
                 short_money(*m.value, unit), verdict});
      first = false;
    }
  }
  return t;
}

table implied_table(const std::vector<held_claim>& all) {
  table t({{"said"}, {"subject"}, {"claim"}, {"a quarter"}, {"a month"}, {"a day"}}, "What a run-rate implies");
  for (const held_claim& held : all) {
    if (!held.implied) continue;
    const currency& unit = *held.said.unit;
    t.add_row({held.row.date_text, held.said.subject, said_text(held), short_bounds(held.implied->quarter, unit, 2),
               short_bounds(held.implied->month, unit, 2), short_bounds(held.implied->day, unit, 1)});
  }
  return t;
}

std::string percent_text(const interval& percent) {
  if (percent.has_low() && percent.has_high()) return fmt::format("{:.2} to {:.2}", percent.low(), percent.high());
  return percent.has_low() ? fmt::format("over {:.2}", percent.low()) : fmt::format("up to {:.2}", percent.high());
}

table year_table(const std::vector<held_claim>& all) {
  table t({{"said"},
           {"subject"},
           {"claim"},
           {"of"},
           {"% of the year before"},
           {"average quarter"},
           {"exit, linear ramp"},
           {"grew so far"}},
          "Claims about a year, beside the year before");
  bool grew = false, has_exit = false;
  for (const held_claim& held : all) {
    if (!held.year) continue;
    const currency& unit = held.record->flows.unit();
    const year_claim_check& y = *held.year;
    t.add_row({held.row.date_text, held.said.subject,
               said_text(held) + (held.said.unit ? fmt::format(" ({})", to_string(held.said.measure)) : ""),
               held.row.period_text, y.points ? percent_text(*y.points) : "", short_bounds(y.average_quarter, unit, 2),
               y.exits.empty() ? "" : short_bounds(y.exits.back().exit_run_rate, unit, 2),
               y.grown_so_far ? short_money(y.grown_so_far->amount, unit, 2) : ""});
    grew = grew || y.grown_so_far;
    has_exit = has_exit || !y.exits.empty();
  }
  if (!t.rows().empty())
    t.add_note("% of the year before: points of growth, of what comes on top; of several years, a year's mean");
  if (has_exit) {
    t.add_note(
        "exit, linear ramp: four times the last quarter, where the quarters bring one, two, three and four tenths");
  }
  if (grew) {
    t.add_note(
        "grew so far: what the whole segment brought in the part of that period that the series holds, less the same "
        "part a year before");
  }
  return t;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

/// What a claim is to the one before it.
std::string relation_text(const related_claims& pair) {
  std::string text;
  switch (pair.relation) {
    case claim_relation::confirms: text = "the same again"; break;
    case claim_relation::supersedes: text = "supersedes it"; break;
    case claim_relation::contradicts: text = "contradicts it"; break;
    case claim_relation::follows: text = "a later period"; break;
    case claim_relation::changes_scope: text = "another scope"; break;
    case claim_relation::unknown_scope: text = "a scope was not said"; break;
  }
  if (pair.relation == claim_relation::changes_scope) {
    if (!pair.scope_added.empty()) text += ", with " + joined(pair.scope_added);
    if (!pair.scope_removed.empty()) text += ", without " + joined(pair.scope_removed);
  }
  if (pair.conflict) text += "; not one figure (below)";
  return text;
}

/// Why a stated growth and two figures can't be of one scope, and what the earlier would have had to be.
std::string conflict_sentence(const related_claims& pair, const std::vector<held_claim>& all) {
  const held_claim &earlier = all[pair.earlier], &later = all[pair.later];
  const growth_conflict& c = *pair.conflict;
  const currency& unit = *later.said.unit;
  const bool at_least = c.earlier_needed.has_low();
  const decimal needed = at_least ? c.earlier_needed.low() : c.earlier_needed.high();
  return fmt::format(
      "{}: {}, then {}, growth {}: with one scope these can't all hold as said. {} so grown is {}; the earlier figure "
      "would "
      "have had to be {} or {}, {:.1}% {} what was said{}{}",
      later.said.subject, said_text(earlier), said_text(later), said_text(all[c.growth_claim]), earlier.row.amount_text,
      short_bounds(c.grown, unit, 2), short_money(needed, unit, 2), at_least ? "more" : "less", abs(c.short_by_percent),
      c.short_by_percent > decimal() ? "above" : "below",
      c.possible_within_words ? fmt::format(" (\"{}\" leaves that open)", words_of(earlier.said.word)) : "",
      pair.scope_added.empty() ? "" : "; the later one has " + joined(pair.scope_added) + " in it");
}

/// Each chain of claims, one below the other: of one subject, measure and currency, by the period that they speak of.
table relation_table(const std::vector<held_claim>& all, const std::vector<related_claims>& related) {
  table t({{"subject"}, {"said"}, {"of"}, {"claim"}, {"growth as said", alignment::right}, {"to the one above"}},
          "Claims beside each other");
  const auto add = [&](const held_claim& held, const std::string& subject, const related_claims* pair) {
    t.add_row({subject, held.row.date_text, held.row.period_text, said_text(held),
               pair && pair->growth_as_said ? fmt::format("{:+.1%}", *pair->growth_as_said) : "",
               pair ? relation_text(*pair) : ""});
  };
  const auto after = [&](std::size_t earlier) {
    return std::find_if(related.begin(), related.end(), [&](const related_claims& r) { return r.earlier == earlier; });
  };
  for (const related_claims& first : related) {
    const bool begins =
        std::none_of(related.begin(), related.end(), [&](const related_claims& r) { return r.later == first.earlier; });
    if (!begins) continue;
    add(all[first.earlier], all[first.earlier].said.subject, nullptr);
    for (auto pair = after(first.earlier); pair != related.end(); pair = after(pair->later)) {
      add(all[pair->later], "", &*pair);
      if (pair->conflict) t.add_note(conflict_sentence(*pair, all));
    }
  }
  return t;
}

std::string bound_text(const interval& bounds, bool low) {
  if (low) return bounds.has_low() ? to_string(bounds.low()) : "";
  return bounds.has_high() ? to_string(bounds.high()) : "";
}

}  // namespace

table flat_table(const std::vector<held_claim>& all) {
  table t({{"date"},
           {"subject"},
           {"entity"},
           {"segment"},
           {"measure"},
           {"qualifier"},
           {"amount"},
           {"currency"},
           {"low"},
           {"high"},
           {"period_start"},
           {"period_end"},
           {"method"},
           {"verdict"},
           {"value"},
           {"value_low"},
           {"value_high"},
           {"miss"},
           {"reason"}});
  for (const held_claim& held : all) {
    const claim& c = held.said;
    const std::optional<period> of = held.run_rate ? std::optional(held.run_rate->tested) : c.about;
    const std::vector<std::string> head{held.row.date_text,
                                        c.subject,
                                        held.row.entity,
                                        held.row.segment,
                                        std::string(to_string(c.measure)),
                                        std::string(to_string(c.word)),
                                        to_string(c.figure),
                                        c.unit ? std::string(c.unit->code()) : "",
                                        bound_text(c.range(), true),
                                        bound_text(c.range(), false),
                                        of ? to_string(of->first()) : "",
                                        of ? to_string(of->last()) : ""};
    const auto add = [&](std::vector<std::string> rest) {
      rest.insert(rest.begin(), head.begin(), head.end());
      t.add_row(std::move(rest));
    };
    if (!held.run_rate) {
      add({"", "", "", "", "", "", held.record == nullptr ? held.no_record : held.no_check});
      continue;
    }
    for (const method_check& m : held.run_rate->methods) {
      add({m.method, std::string(to_string(m.outcome)), m.value ? to_string(*m.value) : "",
           m.bounds ? bound_text(*m.bounds, true) : "", m.bounds ? bound_text(*m.bounds, false) : "",
           m.value ? to_string(m.miss) : "", m.why ? m.why->text : ""});
    }
  }
  return t;
}

std::vector<sheet> sheets_of(const std::vector<held_claim>& all, const std::vector<identified_series>& identified,
                             const std::vector<related_claims>& related, const fiscal_years& years) {
  std::vector<sheet> sheets{{run_rate_table(all, years), {"against", "said"}},
                            {implied_table(all), {"a month", "said", "a day"}},
                            {year_table(all), {"grew so far", "average quarter", "exit, linear ramp", "said", "of"}},
                            {outlook_table(all, years), {"known to", "said", "as said", "came", "of"}},
                            {part_table(all), {"said", "of", "a part of", "80 in 100 between", "expected"}},
                            {relation_table(all, related), {"said", "growth as said"}}};
  for (const identified_series& s : identified) {
    std::string standing;
    for (const identified_method& m : s.methods) {
      standing += fmt::format("{}{} ({} of {})", standing.empty() ? "" : ", ", m.method, m.reproduces, m.claims);
    }
    sheets.front().content.add_note(
        fmt::format("{}: {}", s.segment.empty() ? s.entity : s.entity + " " + s.segment,
                    standing.empty() ? "no method reproduces its run-rates" : "no claim rejects " + standing));
  }
  for (const held_claim& held : all) {
    const std::string& why = held.record == nullptr ? held.no_record : held.no_check;
    if (held.row.entity.empty() || why.empty()) continue;
    table& where = sheets[held.said.measure == claim_measure::run_rate ? 0 : 2].content;
    where.add_note(
        fmt::format("not checked: {} {} {}: {}", held.row.date_text, held.said.subject, said_text(held), why));
  }
  std::erase_if(sheets, [](const sheet& s) { return s.content.rows().empty() && s.content.notes().empty(); });
  return sheets;
}

}  // namespace runrate::cli
