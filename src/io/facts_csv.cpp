#include <runrate/io/csv_records.hpp>
#include <runrate/io/facts_csv.hpp>

#include "fields.hpp"
#include "series_row.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace runrate {
namespace {

using detail::entity, detail::segment;

// After those of a series CSV.
enum facts_column : std::size_t { concept_name = detail::source + 1, form, filed, accession };

constexpr auto columns = [] {
  std::array<csv_column, accession + 1> all{};
  std::copy(detail::series_columns.begin(), detail::series_columns.end(), all.begin());
  all[concept_name] = {"concept", column_need::optional};
  all[form] = {"form", column_need::optional};
  all[filed] = {"filed", column_need::optional};
  all[accession] = {"accession", column_need::optional};
  return all;
}();

constexpr std::string_view usual_concept = "Revenues";

class facts_reader {
public:
  facts_reader(text_input input, const csv_options& options, facts_csv_file& into)
      : into_(into), records_(std::move(input), columns, into.problems, options), rows_(records_) {}

  void read() {
    while (records_.next()) {
      if (read_row()) {
        ++into_.rows_read;
      } else {
        ++into_.rows_left_out;
      }
    }
    into_.rows_left_out += records_.rows_left_out();
    into_.entities.reserve(entities_.size());
    for (auto& [key, found] : entities_) into_.entities.push_back(std::move(found.facts));
    into_.problems.sort_by_place();
  }

private:
  // One entity and segment, with what its concepts and filings are known by.
  struct gathered {
    facts_of_segment facts;
    std::map<std::pair<std::string, std::string>, std::size_t> concepts;
    std::map<std::tuple<std::string, std::string, date>, std::uint32_t> filings;
  };

  bool read_row() {
    const std::optional<detail::series_row> row = rows_.read(records_);
    const bool named = detail::fits_name(records_, concept_name);
    std::optional<date> on;
    if (!records_[filed].empty()) {
      on = detail::read_date(records_, filed);
      if (!on) return false;
    }
    if (!row || !named) return false;
    gathered& into = of_row();
    const std::uint32_t document = filing_of_row(into, on ? *on : row->during.last());
    concept_of_row(into, *row->unit)
        .flows.push_back({row->value.value, row->during, document, 0, fiscal_tag::none,
                          static_cast<std::int8_t>(std::min(row->decimals, decimal::places))});
    return true;
  }

  gathered& of_row() {
    gathered& found = entities_[{std::string(records_[entity]), std::string(records_[segment])}];
    if (found.facts.facts.entity.empty()) {
      found.facts.facts.entity = std::string(records_[entity]);
      found.facts.segment = std::string(records_[segment]);
    }
    return found;
  }

  concept_facts& concept_of_row(gathered& into, const currency& unit) {
    const std::string_view name = records_[concept_name].empty() ? usual_concept : records_[concept_name];
    std::vector<concept_facts>& concepts = into.facts.facts.concepts;
    const auto [found, is_new] =
        into.concepts.try_emplace({std::string(name), std::string(unit.code())}, concepts.size());
    if (is_new) concepts.push_back({"", std::string(name), "", std::string(unit.code()), {}, {}});
    return concepts[found->second];
  }

  std::uint32_t filing_of_row(gathered& into, date on) {
    std::vector<filing>& filings = into.facts.facts.filings;
    const auto [found, is_new] =
        into.filings.try_emplace({std::string(records_[accession]), std::string(records_[form]), on},
                                 static_cast<std::uint32_t>(filings.size()));
    if (is_new) filings.push_back({std::string(records_[accession]), std::string(records_[form]), on});
    return found->second;
  }

  facts_csv_file& into_;
  csv_records records_;
  detail::series_row_reader rows_;
  std::map<std::pair<std::string, std::string>, gathered> entities_;
};

}  // namespace

facts_csv_file read_facts_csv(text_input source, const csv_options& options) {
  facts_csv_file read;
  read.problems = diagnostics(options.most_diagnostics);
  facts_reader(std::move(source), options, read).read();
  return read;
}

}  // namespace runrate
