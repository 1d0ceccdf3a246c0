#include <runrate/core/errors.hpp>
#include <runrate/io/csv_records.hpp>

#include "text.hpp"

#include <algorithm>
#include <utility>

namespace runrate {
namespace {

using names = std::vector<std::string_view>;

constexpr std::size_t most_listed = 20;

// The header as it stands in a message.
std::string listed_header(const csv_row& header) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < header.size() && i < most_listed; ++i) shown.push_back(detail::shown(header[i]));
  names views(shown.begin(), shown.end());
  if (header.size() > most_listed) {
    return detail::listed(views, ", ") + " and " + detail::grouped(header.size() - most_listed) + " more";
  }
  return detail::listed(views, " and ");
}

}  // namespace

csv_records::csv_records(text_input source, std::span<const csv_column> columns, diagnostics& problems,
                         const csv_options& options)
    : reader_(std::move(source), options), columns_(columns), problems_(problems), places_(columns.size()) {
  for (const csv_column& column : columns) names_.push_back(column.name);
  usable_ = read_header();
}

csv_records::csv_records(const csv_records& header, text_input source, diagnostics& problems,
                         const csv_options& options, std::size_t line)
    : reader_(std::move(source), options, line),
      columns_(header.columns_),
      problems_(problems),
      places_(header.places_),
      names_(header.names_),
      width_(header.width_),
      usable_(true),
      is_part_(true) {}

void csv_records::add(text_position where, std::string found, std::string expected, severity level) {
  problems_.add({file(), where.line, where.column, std::move(found), std::move(expected), level});
}

void csv_records::refuse(std::size_t column, std::string_view found, std::string expected) {
  add(where(column), std::string(name(column)) + ' ' + std::string(found), std::move(expected));
}

bool csv_records::read_header() {
  const std::size_t errors_before = problems_.errors();
  const bool found = reader_.next(problems_);
  // The first row is the header or nothing is: a broken one must not be taken for the row after it.
  if (problems_.errors() != errors_before) return false;
  if (!found) {
    names needed;
    for (const csv_column& column : columns_) {
      if (column.need != column_need::optional) needed.push_back(column.name);
    }
    add({1, 1}, "the file is empty", "expected a first line that names the columns: " + detail::listed(needed, ", "));
    return false;
  }
  const csv_row& header = reader_.row();
  width_ = header.size();
  if (width_ == 1 && columns_.size() > 1) {
    for (const auto& [separator, name] : {std::pair(';', "semicolons"), std::pair('\t', "tabs")}) {
      if (header[0].find(separator) != std::string_view::npos) {
        add(header.where(0), std::string("the columns are separated by ") + name, "expected commas");
        return false;
      }
    }
  }
  return find_columns();
}

bool csv_records::find_columns() {
  const csv_row& header = reader_.row();
  const std::size_t errors_before = problems_.errors();
  names known;
  for (const csv_column& column : columns_) known.push_back(column.name);
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto match = std::find_if(columns_.begin(), columns_.end(), [&](const csv_column& column) {
      return column.name == header[i] || (!column.also.empty() && column.also == header[i]);
    });
    if (match != columns_.end()) {
      const auto k = static_cast<std::size_t>(match - columns_.begin());
      std::optional<std::size_t>& place = places_[k];
      const std::string_view name = match->name == header[i] ? match->name : match->also;
      if (place && names_[k] != name) {
        add(header.where(i), "columns " + std::string(names_[k]) + " and " + std::string(name), "expected one of them");
      } else if (place) {
        add(header.where(i), "column " + std::string(name) + " is there twice",
            "expected it once; the first is at column " + std::to_string(header.where(*place).column));
      } else {
        place = i;
        names_[k] = name;
      }
    } else if (const std::string folded = detail::folded(header[i]);
               std::any_of(columns_.begin(), columns_.end(), [&](const csv_column& column) {
                 return column.name == folded || (!column.also.empty() && column.also == folded);
               })) {
      add(header.where(i), "column " + detail::shown(header[i]) + " is not known", "expected " + folded);
    } else {
      unknown.push_back(i);
    }
  }
  names absent;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (!places_[k]) absent.push_back(columns_[k].name);
  }
  // A misspelt column that is needed is one error; any other unknown column is a note.
  const auto refuse_missing = [&](const names& wanted) {
    if (problems_.errors() != errors_before) return;
    text_position where = header.where(0);
    std::string hint;
    for (const std::size_t i : unknown) {
      if (nearest_name(header[i], wanted)) {
        where = header.where(i);
        hint = "; is " + detail::shown(header[i]) + " meant?";
        break;
      }
    }
    add(where, "column " + detail::listed(wanted) + " is missing: the header has " + listed_header(header),
        "expected one column " + detail::listed(wanted) + hint);
  };
  names alternatives;
  names given;
  std::size_t second = 0;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (columns_[k].need == column_need::required && !places_[k]) refuse_missing({columns_[k].name});
    if (columns_[k].need != column_need::one_of) continue;
    alternatives.push_back(columns_[k].name);
    if (!places_[k]) continue;
    given.push_back(names_[k]);
    if (given.size() == 2) second = k;
  }
  if (!alternatives.empty() && given.empty()) refuse_missing(alternatives);
  if (given.size() > 1) {
    add(header.where(*places_[second]), "columns " + detail::listed(given, " and "), "expected one of them");
  }
  if (problems_.errors() != errors_before) return false;
  if (!unknown.empty()) {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < unknown.size() && i < most_listed; ++i) {
      const auto meant = nearest_name(header[unknown[i]], absent);
      shown.push_back(detail::shown(header[unknown[i]]) +
                      (meant ? " (is " + std::string(*meant) + " meant?)" : std::string()));
    }
    const std::string more =
        unknown.size() > most_listed ? " and " + detail::grouped(unknown.size() - most_listed) + " more" : "";
    const std::string what = unknown.size() == 1 ? "column " : "columns ";
    add(header.where(unknown[0]),
        what + detail::listed(names(shown.begin(), shown.end()), more.empty() ? " and " : ", ") + more + " ignored",
        "known are " + detail::listed(known, " and "), severity::note);
  }
  return true;
}

bool csv_records::next() {
  if (!usable_) return false;
  while (reader_.next(problems_)) {
    const csv_row& row = reader_.row();
    if (row.size() == width_) return any_ = true;
    ++rows_left_out_;
    const std::string count = std::to_string(row.size()) + (row.size() == 1 ? " field" : " fields");
    add(row.size() > width_ ? row.where(width_) : row.end(), "a row of " + count,
        "expected " + std::to_string(width_) + ", as in the header" +
            (row.size() > width_ ? "; a field that holds a comma stands in quotes, and a number holds none" : ""));
  }
  if (!any_ && rows_left_out() == 0 && !is_part_) refuse_no_rows();
  usable_ = false;
  return false;
}

void csv_records::refuse_no_rows() {
  add({1, 1}, "the file has a header and no rows", "expected at least one row below it");
}

}  // namespace runrate
