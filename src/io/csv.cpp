#include <runrate/core/errors.hpp>
#include <runrate/io/csv.hpp>

#include "text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace runrate {
namespace {

constexpr std::size_t first_buffer = std::size_t{1} << 16;
constexpr std::size_t smallest_buffer = 16;  // a byte order mark or a file's signature fits
constexpr std::size_t longest_allowed = std::size_t{1} << 30;

constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// What ends a run of plain characters in a field without quotes.
constexpr auto ends_plain = [] {
  std::array<bool, 256> table{};
  for (const char c : {',', '"', '\n', '\r'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

std::size_t plain_run(std::string_view text, std::size_t from) {
  while (from < text.size() && !ends_plain[static_cast<unsigned char>(text[from])]) ++from;
  return from;
}

std::size_t find_line_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !is_line_end(text[at])) ++at;
  return at;
}

}  // namespace

const csv_row::slice& csv_row::at(std::size_t field) const {
  if (field >= fields_.size()) {
    detail::throw_contract("csv_row: there is no field " + std::to_string(field) + " among " +
                           std::to_string(fields_.size()));
  }
  return fields_[field];
}

std::string_view csv_row::operator[](std::size_t field) const {
  const slice& found = at(field);
  return (found.is_unescaped ? std::string_view(unescaped_) : raw_).substr(found.begin, found.length);
}

text_position csv_row::where(std::size_t field) const { return detail::locate(raw_, at(field).place, {line_, 1}); }

text_position csv_row::end() const { return detail::locate(raw_, raw_.size(), {line_, 1}); }

csv_reader::csv_reader(text_input source, const csv_options& options) : source_(std::move(source)), options_(options) {
  if (options.longest_row == 0 || options.longest_row > longest_allowed) {
    detail::throw_contract("csv_reader: the longest row is 1 byte to 1 GiB, not " +
                           std::to_string(options.longest_row));
  }
}

csv_reader::csv_reader(text_input source, const csv_options& options, std::size_t line)
    : csv_reader(std::move(source), options) {
  begins_file_ = false;
  line_ = line;
}

text_input csv_reader::release_rest() {
  leave_row();
  const std::string name = source_.name();
  const std::string_view unread = std::exchange(window_, {});
  const bool lies_in_memory = source_.whole().has_value();
  text_input rest = std::exchange(source_, text_input::text({}, name));
  if (lies_in_memory) return text_input::unpacked(unread, name);
  rest.put_back(unread);
  all_read_ = true;
  return rest;
}

void csv_reader::add(diagnostics& problems, text_position where, std::string found, std::string expected) const {
  problems.add({name(), where.line, where.column, std::move(found), std::move(expected), severity::error});
}

bool csv_reader::start(diagnostics& problems) {
  started_ = true;
  if (const auto whole = source_.whole()) {
    window_ = *whole;
    all_read_ = true;
  } else {
    refill();
  }
  const auto refuse = [&](std::string found, std::string expected) {
    add(problems, {1, 1}, std::move(found), std::move(expected));
    window_ = {};
    all_read_ = true;
    return false;
  };
  if (!begins_file_) return true;
  if (window_.starts_with("\xEF\xBB\xBF")) window_.remove_prefix(3);
  if (window_.starts_with("\xFF\xFE") || window_.starts_with("\xFE\xFF")) {
    return refuse("the file is in UTF-16", "expected UTF-8: save it as \"CSV UTF-8\"");
  }
  if (window_.starts_with("PK\x03\x04")) {
    return refuse("the file is a ZIP archive, as workbooks are", "expected text: save the sheet as \"CSV UTF-8\"");
  }
  return true;
}

bool csv_reader::finish(diagnostics& problems) {
  if (!source_.failure().empty()) {
    const std::string& why = source_.failure();
    if (line_ == 1) {
      add(problems, {}, "can't be read: " + why, "expected a file with comma-separated values");
    } else {
      add(problems, {line_, 1}, "reading stopped here: " + why, "expected more of the file, or its end");
    }
    source_ = text_input::text({}, name());
  }
  return false;
}

// Reads more behind the window; false when there is no more.
bool csv_reader::refill() {
  if (all_read_) return false;
  const std::size_t kept = window_.size();
  if (kept > 0) std::memmove(buffer_.data(), window_.data(), kept);
  if (kept == buffer_.size()) {
    // The longest row and its line end are all that ever has to be held.
    const std::size_t most = std::max(smallest_buffer, options_.longest_row + 2);
    buffer_.resize(std::min(most, std::max(first_buffer, 2 * buffer_.size())));
  }
  std::size_t filled = kept;
  while (filled < buffer_.size() && !all_read_) {
    const std::size_t count = source_.read(buffer_.data() + filled, buffer_.size() - filled);
    filled += count;
    all_read_ = count == 0;
  }
  window_ = std::string_view(buffer_.data(), filled);
  return filled > kept;
}

bool csv_reader::next(diagnostics& problems) {
  if (!started_ && !start(problems)) return false;
  for (;;) {
    leave_row();
    if (window_.empty() && !refill()) return finish(problems);
    switch (scan()) {
      case scanned::row:
        if (row_.raw_.size() > options_.longest_row) {
          refuse_long_row(problems);
        } else if (!refuse_bytes(problems)) {
          return true;
        }
        break;
      case scanned::blank: break;
      case scanned::unfinished:
        if (window_.size() > options_.longest_row + 1) {
          refuse_long_row(problems);
        } else {
          refill();
        }
        break;
      case scanned::malformed: refuse_malformed(problems); break;
    }
  }
}

// Divides the row at the window's beginning into fields. `unfinished` when its end is not in the window, or lies
// beyond the longest row.
csv_reader::scanned csv_reader::scan() {
  const std::string_view text = window_.substr(0, options_.longest_row + 2);
  // Whether nothing follows. Where the window is full that is not asked: the row is too long either way.
  const bool complete = all_read_ && window_.size() <= options_.longest_row + 1;
  row_.fields_.clear();
  row_.unescaped_.clear();
  row_.line_ = line_;
  has_quotes_ = false;
  open_quote_ = none;
  for (std::size_t at = 0;; ++at) {
    const std::size_t begin = at;
    if (at < text.size() && text[at] == '"') {
      if (const scanned found = scan_quoted(text, at, complete); found != scanned::row) return found;
    } else {
      at = plain_run(text, at);
      add_field(begin, at - begin, begin, false);
    }
    if (at == text.size()) return complete ? close_row(text, at, 0) : scanned::unfinished;
    switch (text[at]) {
      case ',': break;
      case '\n': return close_row(text, at, 1);
      case '\r':
        if (at + 1 < text.size()) return close_row(text, at, text[at + 1] == '\n' ? 2 : 1);
        return complete ? close_row(text, at, 1) : scanned::unfinished;
      default:
        trouble_ = {at, at, "a quote inside a field that is not in quotes",
                    "expected the whole field in quotes, and each quote inside it written twice"};
        return scanned::malformed;
    }
  }
}

// `at` is the opening quote's place, and afterwards the one behind the closing quote.
csv_reader::scanned csv_reader::scan_quoted(std::string_view text, std::size_t& at, bool complete) {
  const std::size_t open = at;
  const std::size_t unescaped_begin = row_.unescaped_.size();
  open_quote_ = open;
  has_quotes_ = true;
  std::size_t from = open + 1;
  std::size_t quote = 0;
  bool is_unescaped = false;
  for (;; from = quote + 2) {
    quote = text.find('"', from);
    if (quote == std::string_view::npos) {
      if (!complete) return scanned::unfinished;
      trouble_ = {open, open, "the quote that opens here is never closed", "expected a closing quote"};
      return scanned::malformed;
    }
    if (quote + 1 == text.size() && !complete) return scanned::unfinished;
    if (quote + 1 == text.size() || text[quote + 1] != '"') break;
    row_.unescaped_.append(text.substr(from, quote + 1 - from));
    is_unescaped = true;
  }
  std::size_t begin = open + 1;
  std::size_t length = quote - begin;
  if (is_unescaped) {
    row_.unescaped_.append(text.substr(from, quote - from));
    begin = unescaped_begin;
    length = row_.unescaped_.size() - begin;
  }
  add_field(begin, length, open, is_unescaped);
  open_quote_ = none;
  at = quote + 1;
  if (at < text.size() && text[at] != ',' && !is_line_end(text[at])) {
    const text_position opened = detail::locate(text, open, {line_, 1});
    const bool elsewhere = find_line_end(text.substr(open, at - open)) < at - open;
    trouble_ = {at, open,
                "text after the closing quote" +
                    (elsewhere ? " of the field that opens at line " + std::to_string(opened.line) + ", column " +
                                     std::to_string(opened.column)
                               : std::string()),
                "expected a comma or the end of the line; a quote inside a field is written twice"};
    return scanned::malformed;
  }
  return scanned::row;
}

// One more than the most, so that a row of too many is known; the rest of a row of any length takes no memory.
void csv_reader::add_field(std::size_t begin, std::size_t length, std::size_t place, bool is_unescaped) {
  if (row_.fields_.size() > csv_row::most_fields) return;
  row_.fields_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length),
                          static_cast<std::uint32_t>(place), is_unescaped});
}

csv_reader::scanned csv_reader::close_row(std::string_view text, std::size_t end, std::size_t line_end) {
  if (row_.fields_.size() > csv_row::most_fields) {
    trouble_ = {row_.fields_.back().place, end,
                "a row of more than " + detail::grouped(csv_row::most_fields) + " fields",
                "expected fewer: a line end may be missing"};
    return scanned::malformed;
  }
  row_.raw_ = text.substr(0, end);
  row_bytes_ = end + line_end;
  // Only quotes can hold line ends.
  row_lines_ = (has_quotes_ ? detail::locate(text, end, {0, 1}).line : 0) + (line_end != 0 ? 1 : 0);
  return end == 0 ? scanned::blank : scanned::row;
}

bool csv_reader::refuse_bytes(diagnostics& problems) {
  const std::string_view raw = row_.raw_;
  const std::size_t valid = detail::valid_utf_8(raw);
  if (valid == raw.size()) return false;
  detail::byte_fault fault = detail::fault_of(raw[valid]);
  add(problems, detail::locate(raw, valid, {line_, 1}), std::move(fault.found), std::move(fault.expected));
  ++rows_left_out_;
  return true;
}

void csv_reader::refuse_malformed(diagnostics& problems) {
  add(problems, detail::locate(window_, trouble_.at, {line_, 1}), trouble_.found, trouble_.expected);
  ++rows_left_out_;
  consume(trouble_.resume);
  skip_line();
}

void csv_reader::refuse_long_row(diagnostics& problems) {
  const std::string limit = detail::grouped(options_.longest_row);
  const text_position begin{line_, 1};
  ++rows_left_out_;
  const std::string_view text = window_.substr(0, options_.longest_row + 2);
  std::size_t bytes = 0;
  if (row_bytes_ != 0) {  // its end is known
    bytes = row_.raw_.size();
    leave_row();
  } else {
    if (open_quote_ != none) {
      const std::string_view quoted = text.substr(open_quote_);
      if (find_line_end(quoted) < quoted.size()) {
        add(problems, detail::locate(text, open_quote_, {line_, 1}),
            "the quote that opens here is not closed within " + limit + " bytes", "expected a closing quote");
        consume(open_quote_);
        skip_line();
        return;
      }
    }
    // The row may hold line ends in quotes: go on after the line that it reached.
    const std::size_t last = text.substr(0, text.size() - 1).find_last_of("\r\n");
    bytes = last == std::string_view::npos ? 0 : last + 1;
    consume(bytes);
    bytes += skip_line();
  }
  add(problems, begin, "a row of " + detail::grouped(bytes) + " bytes",
      "expected at most " + limit + ": a line end may be missing");
}

void csv_reader::leave_row() {
  window_.remove_prefix(std::exchange(row_bytes_, 0));
  line_ += std::exchange(row_lines_, 0);
}

void csv_reader::consume(std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    if (window_[i] == '\n' || (window_[i] == '\r' && (i + 1 == window_.size() || window_[i + 1] != '\n'))) ++line_;
  }
  window_.remove_prefix(bytes);
}

// Goes to the next line and gives the bytes that were left of this one.
std::size_t csv_reader::skip_line() {
  std::size_t skipped = 0;
  do {
    const std::size_t end = find_line_end(window_);
    skipped += end;
    window_.remove_prefix(end);
  } while (window_.empty() && refill());
  if (window_.empty()) return skipped;
  if (window_.size() == 1 && window_.front() == '\r') refill();
  window_.remove_prefix(window_.starts_with("\r\n") ? 2 : 1);
  ++line_;
  return skipped;
}

}  // namespace runrate
