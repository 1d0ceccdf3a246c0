#include <runrate/io/csv_records.hpp>
#include <runrate/io/series_csv.hpp>

#include "series_row.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace runrate {
namespace {

// A row that was read, before it is known whether it fits beside the others.
struct dated_row {
  dated_amount flow;
  flow_origin origin;

  text_position where() const { return origin.where; }
};

// The rows of one entity and segment.
struct row_group {
  std::string entity, segment;
  currency unit;
  std::size_t line;  // of the row that came first
  std::vector<dated_row> rows;
};

class series_reader {
public:
  series_reader(text_input input, const csv_options& options, series_file& into)
      : into_(into),
        records_(std::move(input), detail::series_columns, into.problems, options),
        rows_(records_),
        file_(records_.file()) {}

  void read() {
    while (records_.next()) {
      if (!read_row()) ++into_.rows_left_out;
    }
    into_.rows_left_out += records_.rows_left_out();
    divide_into_series();
    into_.problems.sort_by_place();
  }

private:
  bool read_row() {
    const std::optional<detail::series_row> row = rows_.read(records_);
    if (!row) return false;
    row_group* group = find_group(*row->unit);
    if (group == nullptr) return false;
    group->rows.push_back(
        {{row->value.value, row->during, row->decimals},
         {std::string(records_[detail::source]), records_.where(detail::period_start), row->decimals_implied}});
    return true;
  }

  // The group of this row; null when the row has another currency than the group.
  row_group* find_group(const currency& unit) {
    key_.assign(records_[detail::entity]).push_back('\0');  // which no field holds
    key_.append(records_[detail::segment]);
    const auto [found, is_new] = indexes_.try_emplace(key_, groups_.size());
    if (is_new) {
      groups_.push_back({std::string(records_[detail::entity]),
                         std::string(records_[detail::segment]),
                         unit,
                         records_.where(detail::period_start).line,
                         {}});
    }
    row_group& group = groups_[found->second];
    if (group.unit == unit) return &group;
    detail::finding wrong = detail::second_currency(unit, group.unit, group.line, group.entity, group.segment);
    records_.refuse(detail::currency_code, wrong.found, std::move(wrong.expected));
    return nullptr;
  }

  void refuse(const dated_row& row, std::string found, std::string expected) {
    into_.problems.add({file_, row.origin.where.line, row.origin.where.column, std::move(found), std::move(expected),
                        severity::error});
  }

  void divide_into_series() {
    std::sort(groups_.begin(), groups_.end(), [](const row_group& a, const row_group& b) {
      return std::tie(a.entity, a.segment) < std::tie(b.entity, b.segment);
    });
    for (row_group& group : groups_) {
      // Most files are in order.
      if (!std::is_sorted(group.rows.begin(), group.rows.end(), detail::ends_before<dated_row>)) {
        std::sort(group.rows.begin(), group.rows.end(), detail::ends_before<dated_row>);
      }
      add_series(group);
      group.rows = {};
    }
  }

  void add_series(row_group& group) {
    const auto take = [&](dated_row& row, const dated_row* before) {
      if (before == nullptr || refuse_gap(*before, row)) {
        into_.series.push_back({group.entity, group.segment, basic_series<struct any_currency>(group.unit), {}});
      }
      reported_series& series = into_.series.back();
      static_cast<void>(series.flows.append(row.flow).value());  // it adjoins: that was just seen
      series.origins.push_back(std::move(row.origin));
      ++into_.rows_read;
    };
    into_.rows_left_out += detail::take_in_order(
        group.rows.begin(), group.rows.end(), take,
        [&](const dated_row& row, const detail::finding& wrong) { refuse(row, wrong.found, wrong.expected); });
  }

  bool refuse_gap(const dated_row& before, const dated_row& row) {
    if (before.flow.during.adjoins(row.flow.during)) return false;
    refuse(row,
           to_string(row.flow.during) + " does not follow " + to_string(before.flow.during) + " on line " +
               std::to_string(before.origin.where.line),
           "expected " + to_string(period::between(before.flow.during.end(), row.flow.during.begin())) +
               " between them: what was not reported is not zero");
    return true;
  }

  series_file& into_;
  csv_records records_;
  detail::series_row_reader rows_;
  std::string file_;
  std::vector<row_group> groups_;
  std::unordered_map<std::string, std::size_t> indexes_;
  std::string key_;
};

}  // namespace

series_file read_series_csv(text_input source, const csv_options& options) {
  series_file read;
  read.problems = diagnostics(options.most_diagnostics);
  series_reader(std::move(source), options, read).read();
  return read;
}

}  // namespace runrate
