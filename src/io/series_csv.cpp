#include <runrate/io/csv_records.hpp>
#include <runrate/io/series_csv.hpp>

#include "fields.hpp"
#include "text.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace runrate {
namespace {

enum column : std::size_t {
  entity,
  segment,
  period_start,
  period_end,
  amount,
  amount_thousands,
  amount_millions,
  amount_billions,
  currency_code,
  decimals,
  source
};

constexpr csv_column columns[] = {
    {"entity"},
    {"segment", column_need::optional},
    {"period_start"},
    {"period_end"},
    {"amount", column_need::one_of},
    {"amount_thousands", column_need::one_of},
    {"amount_millions", column_need::one_of},
    {"amount_billions", column_need::one_of},
    {"currency"},
    {"decimals", column_need::optional},
    {"source", column_need::optional},
};

// A row that was read, before it is known whether it fits beside the others.
struct dated_row {
  dated_amount flow;
  flow_origin origin;
};

// The rows of one entity and segment.
struct row_group {
  std::string entity, segment;
  currency unit;
  std::size_t line;  // of the row that came first
  std::vector<dated_row> rows;
};

// By last day: whoever takes periods in this order, each that begins after the last one taken, takes the most that
// don't overlap (interval scheduling: Kleinberg and Tardos, Algorithm Design, 4.1). Of those that end on one day, the
// shortest comes first.
bool ends_before(const dated_row& a, const dated_row& b) {
  const period p = a.flow.during;
  const period q = b.flow.during;
  return std::tuple(p.end(), q.begin(), a.origin.where.line) < std::tuple(q.end(), p.begin(), b.origin.where.line);
}

class series_reader {
public:
  series_reader(text_input input, const csv_options& options, series_file& into)
      : into_(into), records_(std::move(input), columns, into.problems, options), file_(records_.file()) {
    for (const column c : {amount_thousands, amount_millions, amount_billions}) {
      if (records_.has(c)) {
        amount_column_ = c;
        unit_power_ = static_cast<int>(c - amount) * 3;
      }
    }
  }

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
    // All fields are read, so that one run shows all that is wrong with the row.
    const bool has_entity = has_name(entity);
    const bool has_segment = detail::fits_name(records_, segment);
    const std::optional<period> during = read_period();
    const std::optional<detail::plain_amount> value = detail::read_amount(records_, amount_column_, unit_power_);
    const std::optional<currency> unit = detail::read_currency(records_, currency_code);
    int place = value ? value->decimals : 0;
    const bool is_given = records_.has(decimals) && !records_[decimals].empty();
    const bool placed = !is_given || detail::read_decimals(records_, decimals, place);
    if (!has_entity || !has_segment || !during || !value || !unit || !placed) return false;
    if (!detail::has_bounds(value->value, place)) {
      records_.refuse(amount_column_, detail::shown(records_[amount_column_]) + " is beyond the range of a decimal",
                      "expected less than 10^29");
      return false;
    }
    row_group* group = find_group(*unit);
    if (group == nullptr) return false;
    group->rows.push_back(
        {{value->value, *during, place}, {std::string(records_[source]), records_.where(period_start), !is_given}});
    return true;
  }

  bool has_name(column c) {
    if (records_[c].empty()) {
      records_.refuse(c, "is empty", "expected who earned the amount, such as Amazon");
      return false;
    }
    return detail::fits_name(records_, c);
  }

  std::optional<period> read_period() {
    const std::optional<date> first = detail::read_date(records_, period_start);
    const std::optional<date> last = detail::read_date(records_, period_end);
    if (!first || !last) return std::nullopt;
    if (*last < *first) {
      records_.refuse(period_end, to_string(*last) + " is before period_start " + to_string(*first),
                      "expected the last day of the period");
      return std::nullopt;
    }
    return period::inclusive(*first, *last);
  }

  // The group of this row; null when the row has another currency than the group.
  row_group* find_group(const currency& unit) {
    key_.assign(records_[entity]).push_back('\0');  // which no field holds
    key_.append(records_[segment]);
    const auto [found, is_new] = indexes_.try_emplace(key_, groups_.size());
    if (is_new) {
      groups_.push_back(
          {std::string(records_[entity]), std::string(records_[segment]), unit, records_.where(period_start).line, {}});
    }
    row_group& group = groups_[found->second];
    if (group.unit == unit) return &group;
    records_.refuse(currency_code,
                    std::string(unit.code()) + " in a series in " + std::string(group.unit.code()) + ", as line " +
                        std::to_string(group.line) + " has it",
                    "expected one currency for " + name_of(group));
    return nullptr;
  }

  static std::string name_of(const row_group& group) {
    return detail::shown(group.entity) + (group.segment.empty() ? "" : ", segment " + detail::shown(group.segment));
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
      if (!std::is_sorted(group.rows.begin(), group.rows.end(), ends_before)) {
        std::sort(group.rows.begin(), group.rows.end(), ends_before);
      }
      add_series(group);
      group.rows = {};
    }
  }

  using row_iterator = std::vector<dated_row>::iterator;

  void add_series(row_group& group) {
    const dated_row* before = nullptr;
    for (auto first = group.rows.begin(); first != group.rows.end();) {
      const auto next = std::find_if(first, group.rows.end(),
                                     [&](const dated_row& r) { return r.flow.during != first->flow.during; });
      if (!refuse_repeated(first, next) && !(before != nullptr && refuse_overlap(*before, *first))) {
        if (before == nullptr || refuse_gap(*before, *first)) {
          into_.series.push_back({group.entity, group.segment, basic_series<struct any_currency>(group.unit), {}});
        }
        reported_series& series = into_.series.back();
        static_cast<void>(series.flows.append(first->flow).value());  // it adjoins: that was just seen
        series.origins.push_back(std::move(first->origin));
        ++into_.rows_read;
        before = &*first;  // its place is still there
      }
      first = next;
    }
  }

  // Rows over the same days. True when their amounts differ, so that none can be taken.
  bool refuse_repeated(row_iterator first, row_iterator last) {
    if (last - first == 1) return false;
    const bool differ = std::any_of(first + 1, last, [&](const dated_row& r) { return r.flow != first->flow; });
    for (auto row = first + 1; row != last; ++row) {
      refuse(*row,
             to_string(row->flow.during) + " is there twice: " + to_string(row->flow.amount) + " here and " +
                 to_string(first->flow.amount) + " on line " + std::to_string(first->origin.where.line),
             differ ? "expected one row for a period of a series; none of them was taken"
                    : "expected one row for a period of a series");
    }
    into_.rows_left_out += static_cast<std::size_t>(last - first) - (differ ? 0 : 1);
    return differ;
  }

  bool refuse_overlap(const dated_row& before, const dated_row& row) {
    const std::optional<period> both = intersection(before.flow.during, row.flow.during);
    if (!both) return false;
    const bool one_day = both->days() == 1 && before.flow.during.days() > 1 && row.flow.during.days() > 1;
    refuse(row,
           to_string(row.flow.during) + " overlaps " + to_string(before.flow.during) + " on line " +
               std::to_string(before.origin.where.line),
           one_day ? "expected period_end to be the last day of the period, not the day after it"
                   : "expected periods of a series to follow each other");
    ++into_.rows_left_out;
    return true;
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
  std::string file_;
  column amount_column_ = amount;
  int unit_power_ = 0;
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
