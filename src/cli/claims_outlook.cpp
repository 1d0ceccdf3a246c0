// Claims beside what was expected when they were made.
#include "claims.hpp"
#include "estimates.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

constexpr double inner_level = 0.80, outer_level = 0.95;

/// A probability or a share to six places: what is known of one ends before that.
double six_places(double share) { return std::round(share * 1e6) / 1e6; }

ordered_json json_range(const value_range& range, const currency& unit) {
  return {{"low", json_estimate(range.low, unit)}, {"high", json_estimate(range.high, unit)}};
}

/// "12%", and "under 1%" rather than a certainty that there is not.
std::string odds_text(double probability) {
  if (probability < 0.005) return probability > 0 ? "under 1%" : "0%";
  if (probability > 0.995) return probability < 1 ? "over 99%" : "100%";
  return fmt::format("{:.0f}%", 100 * probability);
}

std::string share_text(const claim_outlook& o) {
  const auto percent = [](double share) { return fmt::format("{:.1f}%", 100 * share); };
  if (o.share_low && o.share_high) return percent(*o.share_low) + " to " + percent(*o.share_high);
  if (o.share_high) return "up to " + percent(*o.share_high);
  return o.share_low ? "from " + percent(*o.share_low) : "";
}

std::string between(const value_range& range, const currency& unit) {
  return estimate_text(range.low, unit) + " and " + estimate_text(range.high, unit);
}

value_range less(const value_range& range, double base) { return {range.low - base, range.high - base}; }

std::string subject_and_claim(const held_claim& held) { return held.said.subject + " " + said_text(held); }

}  // namespace

ordered_json json_of_outlook(const held_claim& held) {
  if (!held.outlook) return nullptr;
  const claim_outlook& o = *held.outlook;
  const currency& unit = held.record->flows.unit();
  ordered_json json{{"method", o.next.method},
                    {"period", {{"start", to_string(o.next.over.first())}, {"end", to_string(o.next.over.last())}}},
                    {"known_to", to_string(o.known_to)},
                    {"reported", to_string(o.next.reported)},
                    {"periods_reported", o.next.periods_reported},
                    {"periods_expected", o.next.periods_expected},
                    {"value", json_estimate(o.next.expected, unit)}};
  const auto add_ranges = [&](ordered_json& into, double base) {
    into["range80"] = json_range(less(o.next.range(inner_level), base), unit);
    into["range95"] = json_range(less(o.next.range(outer_level), base), unit);
  };
  add_ranges(json, 0);
  json["odds"] = nullptr;
  if (o.odds) {
    json["odds"] = {{"below", six_places(o.odds->below)},
                    {"as_said", six_places(o.odds->inside)},
                    {"above", six_places(o.odds->above)}};
  }
  json["part_of"] = nullptr;
  if (!o.odds) {
    ordered_json whole{{"what", o.base ? "growth" : "revenue"}};
    whole["base"] = o.base ? ordered_json(to_string(*o.base)) : ordered_json(nullptr);
    whole["value"] = json_estimate(o.whole, unit);
    add_ranges(whole, o.base ? to_double(*o.base) : 0);
    const auto share = [](const std::optional<double>& of) {
      return of ? ordered_json(six_places(*of)) : ordered_json(nullptr);
    };
    whole["share"] = {{"low", share(o.share_low)}, {"high", share(o.share_high)}};
    json["part_of"] = std::move(whole);
  }
  json["came"] = o.came ? ordered_json(to_string(*o.came)) : ordered_json(nullptr);
  return json;
}

table outlook_table(const std::vector<held_claim>& all, const fiscal_years& years) {
  table t({{"said"},
           {"claim"},
           {"of"},
           {"known to"},
           {"expected", alignment::right},
           {"80 in 100 between"},
           {"less", alignment::right},
           {"as said", alignment::right},
           {"more", alignment::right},
           {"came", alignment::right}},
          "Claims beside what was expected");
  bool has_run_rate = false;
  for (const held_claim& held : all) {
    if (!held.outlook || !held.outlook->odds) continue;
    const claim_outlook& o = *held.outlook;
    const currency& unit = held.record->flows.unit();
    const bool is_run_rate = held.said.measure == claim_measure::run_rate;
    has_run_rate = has_run_rate || is_run_rate;
    t.add_row({held.row.date_text, subject_and_claim(held),
               is_run_rate ? "the next 12 months" : years.label(held.row.entity, o.next.over), to_string(o.known_to),
               estimate_text(o.next.expected, unit), between(o.next.range(inner_level), unit), odds_text(o.odds->below),
               odds_text(o.odds->inside), odds_text(o.odds->above), o.came ? short_money(*o.came, unit) : ""});
  }
  if (has_run_rate) {
    t.add_note(
        "a run-rate is read here as what people take it for: the revenue of the twelve months after the record's last "
        "period");
  }
  return t;
}

table part_table(const std::vector<held_claim>& all) {
  table t({{"said"},
           {"claim"},
           {"of"},
           {"a part of"},
           {"expected", alignment::right},
           {"80 in 100 between"},
           {"the claim's part of it"}},
          "Claims about a part, beside the whole that was expected");
  for (const held_claim& held : all) {
    if (!held.outlook || held.outlook->odds) continue;
    const claim_outlook& o = *held.outlook;
    const currency& unit = held.record->flows.unit();
    const double base = o.base ? to_double(*o.base) : 0;
    t.add_row({held.row.date_text, subject_and_claim(held), held.row.period_text,
               o.base ? "growth from " + short_money(*o.base, unit) : "revenue", estimate_text(o.whole, unit),
               between(less(o.next.range(inner_level), base), unit), share_text(o)});
  }
  return t;
}

}  // namespace runrate::cli
