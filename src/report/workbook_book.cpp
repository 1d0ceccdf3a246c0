#include "workbook_book.hpp"

#include <runrate/report/table.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "workbook_zip.hpp"

namespace runrate::excel {
namespace {

namespace fs = std::filesystem;

// 2000-01-01: the same figures give the same bytes, whenever they are written.
constexpr std::time_t made_on = 946'684'800;

constexpr std::size_t longest_formula = 8'192;

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

/// A new folder for temporary files, or nothing and `why`.
std::string new_folder(std::string& why) {
  std::error_code problem;
  const fs::path all = fs::temp_directory_path(problem);
  const char* const named = std::getenv("TMPDIR");
  std::string pattern = (problem ? fs::path(named != nullptr ? named : "/tmp") : all) / "runrate-XXXXXX";
  if (!problem && ::mkdtemp(pattern.data()) != nullptr) return pattern;
  why = fs::path(pattern).parent_path().string() + ": " +
        (problem ? problem.message() : std::generic_category().message(errno));
  return {};
}

lxw_row_t row_of(const cell& c) { return static_cast<lxw_row_t>(c.row); }
lxw_col_t column_of(const cell& c) { return static_cast<lxw_col_t>(c.column); }

/// How wide a formula's value will be, some: what it is shown as is the reader's program's to say.
std::size_t shown_width(double value) {
  const double size = std::abs(value);
  if (size < 1) return 10;
  const auto digits = static_cast<std::size_t>(std::log10(std::min(size, 1e18))) + 1;
  return digits + digits / 3 + 4;
}

}  // namespace

std::string name_of(const cell& c) { return column_name(c.column) + std::to_string(c.row + 1); }
std::string fixed(const cell& c) { return '$' + column_name(c.column) + '$' + std::to_string(c.row + 1); }
std::string row_fixed(const cell& c) { return column_name(c.column) + '$' + std::to_string(c.row + 1); }
std::string fixed(const cell& first, const cell& last) { return fixed(first) + ':' + fixed(last); }

std::string before_cell(std::string_view sheet) {
  const bool plain = !sheet.empty() && std::all_of(sheet.begin(), sheet.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  if (plain) return std::string(sheet) + '!';
  std::string quoted = "'";
  for (const char c : sheet) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'!";
}

std::optional<double> day_number(date day) {
  const auto number = (day - date_of(1899, 12, 30)).count();
  if (number < 61 || number > 2'958'465) return std::nullopt;
  return static_cast<double>(number);
}

bool sheet::can_hold(const cell& at) {
  if (of_->failed()) return false;
  if (at.row < LXW_ROW_MAX && at.column < LXW_COL_MAX) return true;
  of_->fail("the sheet " + name_, "it would have more rows or columns than Excel holds");
  return false;
}

void sheet::widen(std::size_t column, std::size_t characters) {
  double& known = widths_[column];
  known = std::max(known, static_cast<double>(characters) + 1.5);
}

double sheet::width_of(std::size_t column) const {
  const auto known = widths_.find(column), most = widest_.find(column);
  const double wide = known == widths_.end() ? 0 : known->second;
  return std::max(9.0, std::min(wide, most == widest_.end() ? 48.0 : most->second));
}

void sheet::written(lxw_error outcome) {
  ++cells_;
  of_->check(outcome);
}

void sheet::text(const cell& at, std::string_view text, const style& how) {
  if (text.empty() || !can_hold(at)) return;
  const std::string clean = cell_text(text);
  style as = how;
  if (as.format.empty() && std::string_view("=+-@").find(clean.front()) != std::string_view::npos) as.format = "@";
  if (!as.wraps && clean.find('\n') != std::string::npos) as.wraps = true;
  if (how.as != role::title) widen(at.column, display_width(clean.substr(0, clean.find('\n'))));
  if (as.wraps) wrapped_.emplace_back(at, clean);
  written(worksheet_write_string(sheet_, row_of(at), column_of(at), clean.c_str(), of_->format(as)));
}

void sheet::number(const cell& at, double value, const style& how) {
  if (!std::isfinite(value)) return formula(at, "NA()", std::nullopt, how);
  if (!can_hold(at)) return;
  widen(at.column, shown_width(value));
  written(worksheet_write_number(sheet_, row_of(at), column_of(at), value, of_->format(how)));
}

void sheet::formula(const cell& at, const std::string& formula, std::optional<double> value, const style& how) {
  if (!value || !std::isfinite(*value)) return text_formula(at, formula, "#N/A", how);
  if (!can_hold(at)) return;
  if (formula.empty() || formula.size() >= longest_formula) return of_->fail("a formula", "it is too long for Excel");
  widen(at.column, shown_width(*value));
  const std::string whole = '=' + formula;
  written(worksheet_write_formula_num(sheet_, row_of(at), column_of(at), whole.c_str(), of_->format(how), *value));
}

void sheet::text_formula(const cell& at, const std::string& formula, std::string_view value, const style& how) {
  if (!can_hold(at)) return;
  if (formula.empty() || formula.size() >= longest_formula) return of_->fail("a formula", "it is too long for Excel");
  const std::string whole = '=' + formula, clean = cell_text(value);
  widen(at.column, display_width(clean));
  written(
      worksheet_write_formula_str(sheet_, row_of(at), column_of(at), whole.c_str(), of_->format(how), clean.c_str()));
}

void sheet::day(const cell& at, date day) {
  if (const auto count = day_number(day)) {
    number(at, *count, {role::plain, "yyyy-mm-dd"});
  } else {
    text(at, to_string(day));
  }
}

void sheet::title(std::string_view title, std::string_view what) {
  if (of_->failed()) return;
  text({0, 0}, title, {role::title});
  if (!what.empty()) text({1, 0}, what, {role::quiet});
  widths_.clear();
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, 9);  // A4
  worksheet_fit_to_pages(sheet_, 1, 0);
  of_->check(worksheet_set_footer(sheet_, "&L&F&C&A&RPage &P of &N"));
}

void sheet::print_on_one_page() {
  if (of_->failed()) return;
  worksheet_set_portrait(sheet_);
  worksheet_fit_to_pages(sheet_, 1, 1);
}

void sheet::headings(std::size_t row, const std::vector<std::string>& names, std::size_t first_column, role as) {
  for (std::size_t i = 0; i < names.size(); ++i) text({row, first_column + i}, names[i], {as});
}

void sheet::freeze(const cell& first_that_moves) {
  if (!can_hold(first_that_moves)) return;
  worksheet_freeze_panes(sheet_, row_of(first_that_moves), column_of(first_that_moves));
  if (first_that_moves.row > 0) {
    const lxw_row_t heading = row_of(first_that_moves) - 1;
    of_->check(worksheet_repeat_rows(sheet_, heading, heading));
  }
}

void sheet::allow_only(const cell& at, const std::string& list_range, std::string_view prompt) {
  if (!can_hold(at)) return;
  std::string message(prompt), any = "any";
  char* list[] = {any.data(), nullptr};
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST;
  rule.value_list = list;
  rule.input_message = message.data();
  const lxw_error outcome = worksheet_data_validation_cell(sheet_, row_of(at), column_of(at), &rule);
  of_->check(outcome);
  if (outcome != LXW_NO_ERROR) return;
  // A list by range is written as a list of words is, but where libxlsxwriter 1.1.4 is asked for one it leaks its copy.
  lxw_data_val_obj* last = nullptr;
  for (lxw_data_val_obj* one = STAILQ_FIRST(sheet_->data_validations); one != nullptr;
       one = STAILQ_NEXT(one, list_pointers)) {
    last = one;
  }
  char* const range = ::strdup(list_range.c_str());
  if (last == nullptr || range == nullptr) {
    std::free(range);
    return of_->fail("libxlsxwriter", "there is not enough memory");
  }
  std::free(std::exchange(last->value_formula, range));
}

void sheet::fold(std::size_t row) {
  if (!can_hold({row, 0})) return;
  lxw_row_col_options folded{};
  folded.level = 1;
  of_->check(worksheet_set_row_opt(sheet_, static_cast<lxw_row_t>(row), LXW_DEF_ROW_HEIGHT, nullptr, &folded));
}

void sheet::mark_above_zero(const cell& at) {
  if (!can_hold(at)) return;
  lxw_conditional_format rule{};
  rule.type = LXW_CONDITIONAL_TYPE_CELL;
  rule.criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN;
  rule.value = 0;
  rule.format = of_->format({role::total, "[Red]0"});
  of_->check(worksheet_conditional_format_cell(sheet_, row_of(at), column_of(at), &rule));
}

void sheet::place(lxw_chart* chart, const cell& at, std::string_view description) {
  if (chart == nullptr || !can_hold(at)) return;
  std::string words = cell_text(description, 1'000);
  lxw_chart_options how{};
  how.x_scale = 1.9;
  how.y_scale = 1.4;
  how.description = words.data();
  of_->check(worksheet_insert_chart_opt(sheet_, row_of(at), column_of(at), chart, &how));
}

void sheet::finish() {
  for (const auto& known : widths_) {
    const auto at = static_cast<lxw_col_t>(known.first);
    of_->check(worksheet_set_column(sheet_, at, at, width_of(known.first), nullptr));
  }
  // A program that does not measure text itself shows a row as high as it is said to be.
  constexpr double line_height = 15, highest = 400;
  std::map<std::size_t, double> heights;
  for (const auto& [at, text] : wrapped_) {
    double lines = 0;
    for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
      to = text.find('\n', from);
      const double wide =
          1.1 * static_cast<double>(display_width(text.substr(from, to - from)));  // words don't fill lines
      lines += std::max(1.0, std::ceil(wide / width_of(at.column)));
    }
    heights[at.row] = std::max(heights[at.row], std::min(highest, lines * line_height));
  }
  for (const auto& [row, height] : heights) {
    if (height > line_height) of_->check(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), height, nullptr));
  }
}

book::book(std::string_view title) {
  plain_ = ::newlocale(LC_ALL_MASK, "C", nullptr);
  if (plain_ != nullptr) before_ = ::uselocale(plain_);  // numbers are written with a point
  std::string why;
  folder_ = new_folder(why);
  if (folder_.empty()) {
    fail("there is no folder for its temporary files", why + "; set TMPDIR to one");
    return;
  }
  file_ = folder_ + "/workbook.xlsx";
  lxw_workbook_options options{};
  options.tmpdir = folder_.data();
  workbook_ = workbook_new_opt(file_.c_str(), &options);
  if (workbook_ == nullptr) {
    fail("libxlsxwriter", "there is not enough memory");
    return;
  }
  std::string of = cell_text(title, 255), by = "runrate";
  lxw_doc_properties properties{};
  properties.title = of.data();
  properties.author = by.data();
  properties.created = made_on;
  check(workbook_set_properties(workbook_, &properties));
}

book::~book() {
  if (workbook_ != nullptr) lxw_workbook_free(workbook_);
  if (!folder_.empty()) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  if (plain_ != nullptr) {
    ::uselocale(before_);
    ::freelocale(plain_);
  }
}

void book::fail(std::string_view what, std::string_view why) {
  if (failure_) return;
  failure_ = reason{reason_code::file_error, fmt::format("the workbook can't be written: {}: {}", what, why)};
}

void book::check(lxw_error outcome) {
  if (outcome != LXW_NO_ERROR) fail("libxlsxwriter", lxw_strerror(outcome));
}

sheet& book::add_sheet(std::string_view name) {
  std::string made = names_.made(name);
  lxw_worksheet* const added = failed() ? nullptr : workbook_add_worksheet(workbook_, made.c_str());
  if (added == nullptr) fail("the sheet " + made, "it can't be added");
  sheets_.push_back(sheet(*this, std::move(made), added));
  return sheets_.back();
}

std::string book::define(std::string_view wanted, const std::string& range) {
  std::string name = defined_.made(wanted);
  define_as(name.c_str(), range);
  return name;
}

void book::define_as(const char* name, const std::string& range) {
  if (!failed()) check(workbook_define_name(workbook_, name, ('=' + range).c_str()));
}

lxw_chart* book::add_chart(std::uint8_t type, std::string_view title, std::string_view unit) {
  if (failed()) return nullptr;
  lxw_chart* const chart = workbook_add_chart(workbook_, type);
  if (chart == nullptr) {
    fail("a chart", "it can't be added");
    return nullptr;
  }
  // A title that begins with `=` would be a range.
  const auto words = [](std::string_view text) {
    const std::string clean = cell_text(text, 200);
    return clean.starts_with('=') ? ' ' + clean : clean;
  };
  chart_title_set_name(chart, words(title).c_str());
  if (!unit.empty()) chart_axis_set_name(chart->y_axis, words(unit).c_str());
  chart_axis_set_num_format(chart->y_axis, R"([>=1000000000]#,##0.0,,,"B";[>=1000000]#,##0.0,,"M";#,##0.##)");
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  return chart;
}

lxw_format* book::format(const style& how) {
  if (workbook_ == nullptr) return nullptr;
  lxw_format*& made = formats_[how];
  if (made != nullptr) return made;
  made = workbook_add_format(workbook_);
  if (made == nullptr) return made;
  if (how.format == "@") {
    format_set_num_format_index(made, 49);
  } else if (!how.format.empty()) {
    format_set_num_format(made, how.format.c_str());
  }
  format_set_align(made, LXW_ALIGN_VERTICAL_TOP);  // beside text of several lines
  if (how.wraps) format_set_text_wrap(made);
  switch (how.as) {
    case role::plain: break;
    case role::title:
      format_set_bold(made);
      format_set_font_size(made, 14);
      break;
    case role::number_heading: format_set_align(made, LXW_ALIGN_RIGHT); [[fallthrough]];
    case role::heading:
      format_set_bold(made);
      format_set_bottom(made, LXW_BORDER_THIN);
      break;
    case role::input:
      format_set_font_color(made, 0x0000C0);
      format_set_pattern(made, LXW_PATTERN_SOLID);
      format_set_bg_color(made, 0xFFFBE6);
      break;
    case role::quiet: format_set_font_color(made, 0x595959); break;
    case role::total: format_set_bold(made); break;
  }
  return made;
}

result<std::string> book::bytes() {
  std::map<std::string, std::size_t> cells;
  for (sheet& s : sheets_) {
    if (failed()) break;
    s.finish();
    cells["xl/worksheets/sheet" + std::to_string(cells.size() + 1) + ".xml"] = s.cells();
  }
  for (const drawn_values& drawn : drawn_) {
    if (!failed()) keep_values(drawn);
  }
  if (failed()) return *failure_;
  errno = 0;
  const lxw_error outcome = workbook_close(std::exchange(workbook_, nullptr));
  if (outcome != LXW_NO_ERROR) {
    const std::string why = errno != 0 ? ": " + std::generic_category().message(errno) : std::string();
    fail(folder_, lxw_strerror(outcome) + why);
    return *failure_;
  }
  std::ifstream file(file_, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (const auto problem = problem_in(content, cells)) {
    fail("the folder for temporary files, " + folder_ + ", may be full", *problem + "; set TMPDIR to another");
    return *failure_;
  }
  return content;
}

void book::add_series(lxw_chart* chart, const std::string& categories, const sheet& of, const cell& first,
                      const cell& last, const std::string& name) {
  if (chart == nullptr) return;
  const std::string values = '=' + before_cell(of.name()) + fixed(first, last);
  lxw_chart_series* const added = chart_add_series(chart, categories.c_str(), values.c_str());
  if (added == nullptr) return;
  chart_series_set_name(added, name.c_str());
  drawn_.push_back({added->values, of.worksheet(), first, last});
}

/// What is drawn where nothing computes: libxlsxwriter takes a formula's value for 0.
void book::keep_values(const drawn_values& drawn) {
  drawn.range->ignore_cache = LXW_TRUE;  // else it would take them itself
  for (std::size_t r = drawn.first.row; r <= drawn.last.row; ++r) {
    lxw_row* const row = lxw_worksheet_find_row(drawn.of, static_cast<lxw_row_t>(r));
    for (std::size_t c = drawn.first.column; c <= drawn.last.column; ++c) {
      auto* const point = static_cast<lxw_series_data_point*>(std::calloc(1, sizeof(lxw_series_data_point)));
      if (point == nullptr) return fail("libxlsxwriter", "there is not enough memory");
      const lxw_cell* const at = row == nullptr ? nullptr : lxw_worksheet_find_cell_in_row(row, column_of({r, c}));
      const bool is_formula = at != nullptr && at->type == FORMULA_CELL && at->user_data2 == nullptr;
      const bool is_number = at != nullptr && at->type == NUMBER_CELL;
      point->no_data = is_formula || is_number ? LXW_FALSE : LXW_TRUE;
      point->number = is_formula ? at->formula_result : is_number ? at->u.number : 0;
      STAILQ_INSERT_TAIL(drawn.range->data_cache, point, list_pointers);
      ++drawn.range->num_data_points;
    }
  }
}

}  // namespace runrate::excel
