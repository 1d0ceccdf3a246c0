#include "common.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace runrate::cli {

void add_common_options(CLI::App& verb, common_options& options) {
  verb.add_option("--format", options.format, "table, csv, json or markdown")
      ->check(CLI::IsMember({"table", "csv", "json", "markdown"}))
      ->capture_default_str();
  verb.add_option("--output", options.output, "write to this file instead of standard output");
  verb.add_option("--as-of", options.as_of, "a date (yyyy-mm-dd): leave out what had not ended or been said by then");
  verb.add_flag("--quiet", options.quiet, "no notes on standard error");
  verb.add_flag("--keep-going", options.keep_going, "use the rows that can be read; the exit status stays 1");
}

namespace {

month_calendar year_ending_with(const std::string& month) {
  const bool digits = !month.empty() && month.size() <= 2 && month.find_first_not_of("0123456789") == std::string::npos;
  const int number = digits ? std::stoi(month) : 0;
  if (number < 1 || number > 12) {
    throw failure{exit_status::bad_usage,
                  fmt::format("--fiscal-year-end {}: expected a month from 01 to 12, or ENTITY=month", month)};
  }
  return {std::chrono::month{static_cast<unsigned>(number)}, year_naming::by_end};
}

void report(const diagnostics& problems, std::size_t rows_left_out, const common_options& options) {
  for (const diagnostic& found : problems.kept()) {
    if (found.level == severity::note && options.quiet) continue;
    fmt::print(stderr, "{}\n", to_string(found));
  }
  if (problems.not_kept() > 0) fmt::print(stderr, "and {} more\n", problems.not_kept());
  if (!problems.has_errors()) return;
  if (!options.keep_going) {
    throw failure{exit_status::bad_input, fmt::format("stopped: {} rows can't be used; --keep-going goes on without them",
                                                      rows_left_out)};
  }
  fmt::print(stderr, "{} rows were left out\n", rows_left_out);
}

}  // namespace

fiscal_years::fiscal_years(const std::vector<std::string>& texts)
    : usual_(std::chrono::December, year_naming::by_end) {
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos) {
      usual_ = year_ending_with(text);
    } else {
      by_entity_.emplace_back(text.substr(0, equals), year_ending_with(text.substr(equals + 1)));
    }
  }
}

const month_calendar& fiscal_years::of(const std::string& entity) const {
  for (const auto& [name, calendar] : by_entity_) {
    if (name == entity) return calendar;
  }
  return usual_;
}

std::string fiscal_years::label(const std::string& entity, period days) const {
  const month_calendar& calendar = of(entity);
  const auto label = label_of(calendar, days);
  if (!label) return to_string(days);
  if (calendar.last_month() != std::chrono::December) return to_string(*label);
  switch (label->unit()) {
    case label_unit::year: return to_string(calendar_year(label->year()));
    case label_unit::half: return to_string(calendar_half(label->year(), label->number()));
    case label_unit::quarter: return to_string(calendar_quarter(label->year(), label->number()));
    case label_unit::month: return to_string(calendar_month(label->year(), label->number()));
    case label_unit::four_weeks: break;
  }
  return to_string(*label);
}

std::optional<date> as_of_date(const common_options& options) {
  if (options.as_of.empty()) return std::nullopt;
  const result<date> day = parse_date(options.as_of);
  if (!day) throw failure{exit_status::bad_usage, "--as-of: " + day.error().text};
  return *day;
}

series_file read_series(const std::string& path, const common_options& options) {
  series_file read = read_series_csv(text_input::file(path));
  report(read.problems, read.rows_left_out, options);
  return read;
}

claims_file read_claims(const std::string& path, const common_options& options) {
  claims_file read = read_claims_csv(text_input::file(path));
  report(read.problems, read.rows_left_out, options);
  return read;
}

std::vector<any_method> chosen_methods(const std::string& names, const month_calendar& fiscal_year) {
  const std::vector<any_method> every = every_method(fiscal_year);
  if (names == "all") return every;
  std::vector<any_method> chosen;
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::string_view name = std::string_view(names).substr(begin, end - begin);
    const std::size_t before = chosen.size();
    for (const any_method& method : every) {
      if (method.name() == name) chosen.push_back(method);
    }
    if (chosen.size() == before) {
      std::string known = "all";
      for (const any_method& method : every) known += ", " + std::string(method.name());
      throw failure{exit_status::bad_usage, fmt::format("--method: '{}' is no method; expected {}", name, known)};
    }
    begin = end + 1;
  }
  return chosen;
}

void write_output(const std::string& content, const common_options& options) {
  if (!options.output.empty() && options.output != "-") {
    if (const auto written = write_file(options.output, content); !written) {
      throw failure{exit_status::bad_input, written.error().text};
    }
    return;
  }
  const bool written = std::fwrite(content.data(), 1, content.size(), stdout) == content.size();
  if (!written || std::fflush(stdout) != 0) {
    throw failure{exit_status::bad_input, fmt::format("standard output could not be written: {}", std::strerror(errno))};
  }
}

std::string render(const std::vector<table>& tables, const common_options& options) {
  const bool terminal = options.output.empty() && isatty(STDOUT_FILENO) != 0;
  std::string text;
  for (const table& t : tables) {
    if (!text.empty()) text += "\n";
    text += options.format == "markdown" ? to_markdown(t)
            : options.format == "csv"    ? to_csv(t)
                                         : to_text(t, terminal ? text_style::styled : text_style::plain);
  }
  return text;
}

std::string render(const nlohmann::ordered_json& document) { return document.dump(2) + "\n"; }

nlohmann::ordered_json json_bounds(const interval& bounds, int places) {
  nlohmann::ordered_json json;
  json["low"] = nullptr;
  json["high"] = nullptr;
  if (bounds.has_low()) json["low"] = to_string(round(bounds.low(), {places, rounding::floor}));
  if (bounds.has_high()) json["high"] = to_string(round(bounds.high(), {places, rounding::ceiling}));
  return json;
}

nlohmann::ordered_json json_period(const std::string& label, period days) {
  return {{"label", label}, {"start", to_string(days.first())}, {"end", to_string(days.last())}};
}

nlohmann::ordered_json json_reason(const reason& why) {
  nlohmann::ordered_json json{{"code", to_string(why.code)}, {"text", why.text}};
  json["operands"] = nlohmann::ordered_json::array();
  for (const operand& of : why.operands) json["operands"].push_back({{"name", of.name}, {"value", of.value}});
  return json;
}

std::string short_money(decimal amount, const currency& unit, int places) {
  number_format format;
  format.currency = '$';
  format.unit = 'a';
  format.places = places;
  return format_number(money<any_currency>(amount, unit), format);
}

std::string short_bounds(const interval& bounds, const currency& unit, int places) {
  // Outwards, so that what is shown still holds the figure; the unit is chosen before the rounding.
  const auto shown = [&](decimal bound, rounding mode) {
    int power = 0;
    for (const int larger : {3, 6, 9, 12}) {
      if (abs(bound) >= decimal::from_billionths(static_cast<detail::int128>(detail::power_of_ten(9 + larger)))) power = larger;
    }
    return short_money(round(bound, {places - power, mode}), unit, places);
  };
  if (bounds.has_low() && bounds.has_high()) {
    if (bounds.is_point()) return short_money(bounds.low(), unit, places);
    return shown(bounds.low(), rounding::floor) + " to " + shown(bounds.high(), rounding::ceiling);
  }
  if (bounds.has_low()) return "from " + shown(bounds.low(), rounding::floor);
  return bounds.has_high() ? "up to " + shown(bounds.high(), rounding::ceiling) : "anything";
}

}  // namespace runrate::cli
