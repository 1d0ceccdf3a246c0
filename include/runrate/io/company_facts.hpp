// Company facts: what a company filed with the SEC, as EDGAR gives it in JSON. docs/reference/data.md has the format.
#ifndef RUNRATE_IO_COMPANY_FACTS_HPP
#define RUNRATE_IO_COMPANY_FACTS_HPP

#include <runrate/filing/fact.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/io/text_input.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// What the reader of company facts takes.
struct facts_options {
  /// The concepts to keep: "Revenues" of any taxonomy, "us-gaap:Revenues" of one. None: all. What is not kept is proved
  /// to be JSON and is not looked at otherwise.
  std::vector<std::string> concepts{};
  /// How many findings are kept; the others are counted.
  std::size_t most_diagnostics = diagnostics::usually_kept;
  /// The largest file, in bytes after it was unpacked; less than 4 GiB. All of it is held in memory while it is read.
  std::size_t largest_file = std::size_t{1} << 30;
};

/// What a file of company facts holds, and what was wrong with it.
struct facts_file {
  /// Concepts in the order of the file, each with at least one fact. Empty when the file is no JSON, however much of it
  /// was: half of what a company filed would pass for all of it.
  company_facts facts;
  diagnostics problems;
  std::size_t facts_read = 0;      ///< facts that stand in `facts`
  std::size_t facts_left_out = 0;  ///< facts that don't, because something was wrong with them or around them
};

/// Whether a file is JSON rather than CSV, by its first bytes: they begin with a brace, after spaces and a byte order
/// mark. No CSV of this library does.
///
///     text_input source = text_input::file("CIK0000320193.json.gz");
///     const bool is_json = looks_like_json(source.peek(64));
bool looks_like_json(std::string_view first_bytes);

/// Reads EDGAR's answers for a company and for one concept of it:
/// https://data.sec.gov/api/xbrl/companyfacts/CIK##########.json and
/// https://data.sec.gov/api/xbrl/companyconcept/CIK##########/us-gaap/Revenues.json
/// (https://www.sec.gov/search-filings/edgar-application-programming-interfaces).
///
/// Never throws for what the file holds: that is in `problems`, in the order of their places.
///
/// * A fact with `start` is a flow, one without it a balance. `end`, `val`, `accn`, `form` and `filed` have to be
/// there;
///   `fy` and `fp` may be missing or null; `frame` and whatever else there is are ignored.
/// * `val` is exact. More than nine decimal places are an error, unless the others are zeros.
/// * A fact with an error is left out, and reading goes on. A file that is no JSON gives no facts at all.
/// * `fact::decimals` is unknown: EDGAR leaves it out.
///
///     const facts_file read = read_company_facts(text_input::file("CIK0001640147.json"), {.concepts = {"Revenues"}});
///     if (read.problems.has_errors()) fmt::print(stderr, "{}", to_string(read.problems));
facts_file read_company_facts(text_input source, const facts_options& options = {});

}  // namespace runrate

#endif
