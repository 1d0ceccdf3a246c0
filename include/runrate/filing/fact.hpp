// What filings say, before anybody has made sense of it: facts, each with the document that it stands in.
#ifndef RUNRATE_FILING_FACT_HPP
#define RUNRATE_FILING_FACT_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/time/period.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runrate {

/// The fiscal period that a filing says it is for: SEC's `fp`. It describes the document, not the fact: a comparative
/// has the label of the filing that repeats it.
enum class fiscal_tag : std::uint8_t { none, fy, q1, q2, q3, q4, h1, h2, other };

/// "FY", "Q1", ...; empty for `none`, "other" for what is none of them.
constexpr std::string_view to_string(fiscal_tag tag) {
  switch (tag) {
    case fiscal_tag::none: return "";
    case fiscal_tag::fy: return "FY";
    case fiscal_tag::q1: return "Q1";
    case fiscal_tag::q2: return "Q2";
    case fiscal_tag::q3: return "Q3";
    case fiscal_tag::q4: return "Q4";
    case fiscal_tag::h1: return "H1";
    case fiscal_tag::h2: return "H2";
    case fiscal_tag::other: return "other";
  }
  return "other";
}

/// What kind of document a fact stands in: a later fact of a lower standing does not replace an earlier one.
enum class form_standing : std::uint8_t {
  periodic,  ///< 10-K, 10-Q, 10-KT, 20-F, 40-F, and their amendments: audited or reviewed, and complete
  current,   ///< 8-K, 6-K: results furnished, and years recast
  other,     ///< proxies, registrations, prospectuses: DEF 14A, S-1, 424B5
};

/// The standing of a form by its name: "10-Q/A" is periodic.
form_standing standing_of(std::string_view form);

/// Whether a form is a year's report, so that the longest of its latest periods is a fiscal year: 10-K, 10-KT, 20-F,
/// 40-F and their amendments. A twelve-month column in a 10-Q is a trailing year, not a fiscal one.
bool is_annual_form(std::string_view form);

/// A document: the accession number by which EDGAR knows it, its form and the day it was filed.
struct filing {
  std::string accession;  ///< "0001640147-21-000123"; empty where facts come without documents
  std::string form;       ///< "10-K", "10-Q/A"; empty as well
  date filed;
  form_standing standing;  ///< of the form
  bool is_annual;          ///< whether the form is a year's report

  filing(std::string number, std::string form_name, date on)
      : accession(std::move(number)),
        form(std::move(form_name)),
        filed(on),
        standing(standing_of(form)),
        is_annual(is_annual_form(form)) {}
  bool operator==(const filing&) const = default;
};

/// One figure over one period in one filing. 32 bytes.
///
/// A fact is known by its concept, its unit and its days, never by its fiscal label.
struct fact {
  decimal value;
  period during;         ///< of a balance: its day
  std::uint32_t filing;  ///< its place among the company's filings
  std::int16_t fiscal_year = 0;
  fiscal_tag fiscal = fiscal_tag::none;
  /// The place that the value was rounded to, as XBRL's `decimals`; `unknown_place` where it is not said.
  std::int8_t decimals = unknown_place;

  static constexpr std::int8_t unknown_place = 127;

  bool operator==(const fact&) const = default;
};

/// What a unit counts, which decides what may be done with its amounts.
enum class unit_kind : std::uint8_t {
  money,      ///< an ISO 4217 currency: amounts over adjoining periods add up
  per_share,  ///< USD/shares: a quotient, whose parts do not add up
  other,      ///< shares, pure numbers, counts
};

/// The kind of a unit as filings write it: "USD", "USD/shares", "shares", "pure".
unit_kind kind_of_unit(std::string_view unit);

/// All facts of one concept in one unit. Units are kept apart: 5 USD and 5 EUR are two of these.
struct concept_facts {
  std::string taxonomy;        ///< "us-gaap", "ifrs-full", "dei"
  std::string name;            ///< "Revenues"
  std::string label;           ///< "Revenues", as the taxonomy calls it for people; may be empty
  std::string unit;            ///< "USD", "USD/shares"
  std::vector<fact> flows;     ///< facts over a period, in the order of the file
  std::vector<fact> balances;  ///< facts at an instant: they can be neither annualized nor added up
};

/// What one company filed.
struct company_facts {
  std::string entity;     ///< its name
  std::uint64_t cik = 0;  ///< EDGAR's number of it; 0 where there is none
  std::vector<filing> filings;
  std::vector<concept_facts> concepts;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/filing/detail/fact-inl.hpp>
#endif

#endif
