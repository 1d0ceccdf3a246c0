#include <runrate/io/claims_csv.hpp>
#include <runrate/io/csv_records.hpp>
#include <runrate/time/fiscal_label.hpp>

#include "fields.hpp"
#include "text.hpp"

#include <algorithm>
#include <utility>

namespace runrate {
namespace {

constexpr csv_column columns[claim_columns] = {
    {"date"},
    {"subject"},
    {"entity", column_need::optional},
    {"segment", column_need::optional},
    {"measure"},
    {"qualifier"},
    {"amount"},
    {"currency", column_need::optional},
    {"scope", column_need::optional},
    {"period", column_need::optional},
    {"source", column_need::optional},
    {"note", column_need::optional},
};

constexpr std::string_view measures[] = {"run_rate", "incremental", "total", "growth_points", "growth"};
constexpr std::string_view qualifiers[] = {"exactly", "about", "over", "at_least", "up_to", "under", "nearly"};

bool is_growth(std::string_view measure) { return measure == "growth" || measure == "growth_points"; }

class claims_reader {
public:
  claims_reader(text_input input, const csv_options& options, claims_file& into)
      : into_(into), records_(std::move(input), columns, into.problems, options) {}

  void read() {
    while (records_.next()) {
      if (!read_row()) ++into_.rows_left_out;
    }
    into_.rows_left_out += records_.rows_left_out();
    into_.problems.sort_by_place();
  }

private:
  using column = claim_column;

  static std::size_t index(column c) { return static_cast<std::size_t>(c); }
  std::string_view text(column c) const { return records_[index(c)]; }
  void refuse(column c, std::string_view found, std::string expected) {
    records_.refuse(index(c), found, std::move(expected));
  }

  bool read_row() {
    // All fields are read, so that one run shows all that is wrong with the row.
    const std::optional<period> said = read_said();
    bool good = said.has_value();
    good &= is_there(column::subject, "expected whose figure it is");
    for (const column c : {column::subject, column::entity, column::segment}) {
      good &= detail::fits_name(records_, index(c));
    }
    if (text(column::entity).empty() && !text(column::segment).empty()) {
      refuse(column::segment, detail::shown(text(column::segment)) + " stands without an entity",
             "expected the entity that it is a part of");
      good = false;
    }
    const bool has_measure = is_one_of(column::measure, measures);
    good &= has_measure;
    good &= is_one_of(column::qualifier, qualifiers);
    std::optional<reported_amount> amount;
    std::optional<reported_percentage> percentage;
    // Without a measure it isn't known what the amount should be.
    if (has_measure) good &= is_growth(text(column::measure)) ? read_percentage(percentage) : read_amount(amount);
    std::vector<std::string> scope;
    good &= read_scope(scope);
    std::optional<period> about;
    good &= read_period(about);
    if (!good) return false;
    claim_row row{.date_text = std::string(text(column::said)),
                  .said = *said,
                  .subject = std::string(text(column::subject)),
                  .entity = std::string(text(column::entity)),
                  .segment = std::string(text(column::segment)),
                  .measure = std::string(text(column::measure)),
                  .qualifier = std::string(text(column::qualifier)),
                  .amount_text = std::string(text(column::amount)),
                  .amount = amount,
                  .percentage = percentage,
                  .scope = std::move(scope),
                  .period_text = std::string(text(column::period)),
                  .about = about,
                  .source = std::string(text(column::source)),
                  .note = std::string(text(column::note)),
                  .places = {}};
    for (std::size_t c = 0; c < claim_columns; ++c) row.places[c] = records_.where(c);
    into_.claims.push_back(std::move(row));
    return true;
  }

  bool is_there(column c, std::string expected) {
    if (!text(c).empty()) return true;
    refuse(c, "is empty", std::move(expected));
    return false;
  }

  bool is_one_of(column c, std::span<const std::string_view> words) {
    if (std::find(words.begin(), words.end(), text(c)) != words.end()) return true;
    const auto meant = nearest_name(text(c), words);
    refuse(c, text(c).empty() ? "is empty" : detail::shown(text(c)) + " is not known",
           "expected " + (meant ? std::string(*meant) : detail::listed(words)));
    return false;
  }

  // yyyy-mm-dd, yyyy-mm or yyyy: the days on one of which it was said.
  std::optional<period> read_said() {
    const std::string_view written = text(column::said);
    std::string first(written);
    if (written.size() == 4) first += "-01-01";
    if (written.size() == 7) first += "-01";
    const result<date> day = parse_date(first);
    if (!day) {
      if (day.error().code == reason_code::out_of_range) {
        const std::string_view why = day.error().text;
        refuse(column::said, std::string(written) + " is not a date", std::string(why.substr(why.rfind("; ") + 2)));
      } else {
        refuse(column::said, written.empty() ? "is empty" : detail::shown(written) + " is not a date",
               "expected yyyy-mm-dd, yyyy-mm or yyyy, such as 2026-02-05");
      }
      return std::nullopt;
    }
    if (written.size() == 4) return calendar_year::containing(*day);
    if (written.size() == 7) return calendar_month::containing(*day);
    return period::day(*day);
  }

  bool read_amount(std::optional<reported_amount>& amount) {
    if (!is_there(column::amount, "expected one such as $142 billion")) return false;
    const result<reported_amount> read = reported_amount::parse(text(column::amount));
    if (!read) {
      detail::refuse_for(records_, index(column::amount), read.error());
      return false;
    }
    if (!detail::has_bounds(read->value, read->decimals)) {
      refuse(column::amount, detail::shown(text(column::amount)) + " is beyond the range of a decimal",
             "expected less than 10^29");
      return false;
    }
    amount = *read;
    if (text(column::currency).empty()) {
      if (amount->unit) return true;
      refuse(column::currency, "is empty, and the amount names none", "expected an ISO 4217 code such as USD");
      return false;
    }
    const std::optional<currency> unit = detail::read_currency(records_, index(column::currency));
    if (!unit) return false;
    if (amount->unit && *amount->unit != *unit) {
      refuse(column::currency,
             std::string(unit->code()) + " differs from the amount's, " + std::string(amount->unit->code()) + " in " +
                 detail::shown(text(column::amount)),
             "expected one currency");
      return false;
    }
    amount->unit = *unit;
    return true;
  }

  bool read_percentage(std::optional<reported_percentage>& percentage) {
    bool good = true;
    if (!text(column::currency).empty()) {
      refuse(column::currency, detail::shown(text(column::currency)) + " stands beside growth", "expected it empty");
      good = false;
    }
    if (!is_there(column::amount, "expected one such as 40% or 4 percentage points")) return false;
    const result<reported_percentage> read = reported_percentage::parse(text(column::amount));
    if (!read) {
      detail::refuse_for(records_, index(column::amount), read.error());
      return false;
    }
    percentage = *read;
    return good;
  }

  // Parts that are separated by `+`.
  bool read_scope(std::vector<std::string>& scope) {
    std::string_view rest = text(column::scope);
    if (rest.empty()) return true;
    for (bool more = true; more;) {
      const std::size_t plus = rest.find('+');
      std::string_view part = rest.substr(0, plus);
      while (part.starts_with(' ')) part.remove_prefix(1);
      while (part.ends_with(' ')) part.remove_suffix(1);
      const bool is_twice = std::find(scope.begin(), scope.end(), part) != scope.end();
      if (part.empty() || is_twice) {
        refuse(column::scope,
               detail::shown(text(column::scope)) +
                   (is_twice ? " names " + detail::shown(part) + " twice" : std::string(" has an empty part")),
               "expected what is included, each once, separated by +");
        return false;
      }
      scope.emplace_back(part);
      more = plus != std::string_view::npos;
      if (more) rest.remove_prefix(plus + 1);
    }
    return true;
  }

  std::optional<period> read_label(std::string_view written) {
    const result<period_label> label = parse_label(written);
    if (!label) {
      detail::refuse_for(records_, index(column::period), label.error());
      return std::nullopt;
    }
    if (label->is_fiscal()) {
      refuse(column::period, detail::shown(written) + " is fiscal, and a claim names no calendar",
             "expected a calendar period, such as 2025Q4");
      return std::nullopt;
    }
    return label->calendar();
  }

  bool read_period(std::optional<period>& about) {
    const std::string_view written = text(column::period);
    if (written.empty()) return true;
    const std::size_t slash = written.find('/');
    const std::optional<period> first = read_label(written.substr(0, slash));
    if (!first) return false;
    about = first;
    if (slash == std::string_view::npos) return true;
    const std::optional<period> last = read_label(written.substr(slash + 1));
    if (!last) return false;
    if (last->begin() < first->end()) {
      refuse(column::period, detail::shown(written) + " does not go forward",
             "expected the first and the last period, such as 2026/2028");
      return false;
    }
    about = hull(*first, *last);
    return true;
  }

  claims_file& into_;
  csv_records records_;
};

}  // namespace

claims_file read_claims_csv(text_input source, const csv_options& options) {
  claims_file read;
  read.problems = diagnostics(options.most_diagnostics);
  claims_reader(std::move(source), options, read).read();
  return read;
}

}  // namespace runrate
