#include "common.hpp"

#include "output.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace runrate::cli {

void add_output_options(CLI::App& verb, common_options& options) {
  verb.add_option("--format", options.format, "table, csv, json or markdown")
      ->check(CLI::IsMember({"table", "csv", "json", "markdown"}))
      ->capture_default_str();
  verb.add_option("--output", options.output, "write to this file instead of standard output");
}

void add_as_of_option(CLI::App& verb, common_options& options) {
  verb.add_option("--as-of", options.as_of, "a date (yyyy-mm-dd): leave out what had not ended or been said by then")
      ->check([](const std::string& text) { return std::string(text.empty() ? "a date is expected" : ""); });
}

void add_common_options(CLI::App& verb, common_options& options) {
  add_output_options(verb, options);
  add_as_of_option(verb, options);
  verb.add_flag("--quiet", options.quiet, "no notes, on standard error or below a table");
  verb.add_flag("--keep-going", options.keep_going, "use the rows that can be read; the exit status stays 1");
}

namespace {

std::string counted(std::size_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

}  // namespace

void report(const std::string& path, const diagnostics& problems, std::size_t rows_left_out, bool any_left,
            const common_options& options) {
  for (const diagnostic& found : problems.kept()) {
    if (found.level == severity::note && options.quiet) continue;
    fmt::print(stderr, "{}\n", to_string(found));
  }
  if (problems.not_kept() > 0) fmt::print(stderr, "and {} more\n", problems.not_kept());
  if (!problems.has_errors()) return;
  const std::string name = path == "-" ? "standard input" : path;
  if (!any_left) throw failure{exit_status::bad_input, fmt::format("nothing in {} can be used", name)};
  const std::string found = counted(problems.errors(), "error") + " in " + name +
                            (rows_left_out > 0 ? ", " + counted(rows_left_out, "row") + " left out" : "");
  if (!options.keep_going) {
    throw failure{exit_status::bad_input, fmt::format("stopped: {}; --keep-going uses the rest", found)};
  }
  fmt::print(stderr, "runrate: {}\n", found);
}

void go_on_without(const failure& part, std::size_t files, const common_options& options) {
  if (!options.keep_going || files == 1) throw failure(part);
  fmt::print(stderr, "runrate: {}\n", part.text);
}

std::string no_whole_number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_one = failed == std::errc() && end == text.data() + text.size();
  return is_one ? "" : fmt::format("'{}' is no whole number of 0 or more", text);
}

std::optional<date> as_of_date(const common_options& options) {
  if (options.as_of.empty()) return std::nullopt;
  const result<date> day = parse_date(options.as_of);
  if (!day) throw failure{exit_status::bad_usage, "--as-of: " + day.error().text};
  return *day;
}

std::size_t periods_asked(const std::string& last) {
  if (last == "all") return static_cast<std::size_t>(-1);
  const bool digits = !last.empty() && last.size() < 10 && last.find_first_not_of("0123456789") == std::string::npos;
  const std::size_t count = digits ? std::stoul(last) : 0;
  if (count == 0) {
    throw failure{exit_status::bad_usage, fmt::format("--last {}: expected a number from 1 on, or all", last)};
  }
  return count;
}

series_file read_series(const std::string& path, const common_options& options) {
  return read_series(text_input::file(path), path, options);
}

series_file read_series(text_input source, const std::string& path, const common_options& options) {
  series_file read = read_series_csv(std::move(source));
  report(path, read.problems, read.rows_left_out, !read.series.empty(), options);
  return read;
}

claims_file read_claims(const std::string& path, const common_options& options) {
  claims_file read = read_claims_csv(text_input::file(path));
  report(path, read.problems, read.rows_left_out, !read.claims.empty(), options);
  return read;
}

std::vector<std::string> names_asked(const std::string& list, std::vector<std::string> known,
                                     const std::vector<std::string>& dear) {
  if (list == "all") return known;
  known.insert(known.end(), dear.begin(), dear.end());
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string name = list.substr(begin, end - begin);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const auto near = nearest_name(name, known);
      throw failure{exit_status::bad_usage,
                    fmt::format("--method: '{}' is no method; {}", name,
                                near ? fmt::format("did you mean {}?", *near)
                                     : fmt::format("expected all, {}", fmt::join(known, ", ")))};
    }
    // A name that is there twice asks for nothing twice.
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    begin = end + 1;
  }
  return names;
}

std::vector<any_method> chosen_methods(const std::string& names, const any_calendar& fiscal_year) {
  return methods_named(names, every_method(fiscal_year));
}

void write_output(const std::string& content, const common_options& options) {
  output to(options.output);
  to.write(content);
  to.commit();
}

text_options text_options_of(const common_options& options) {
  const bool terminal = (options.output.empty() || options.output == "-") && isatty(STDOUT_FILENO) != 0;
  if (!terminal) return {};
  winsize size{};
  text_options how;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) how.columns = size.ws_col;
  const char* const kind = std::getenv("TERM");
  const char* const no_color = std::getenv("NO_COLOR");
  const bool is_plain =
      (kind != nullptr && std::string_view(kind) == "dumb") || (no_color != nullptr && *no_color != '\0');
  if (!is_plain) how.style = text_style::styled;
  return how;
}

std::string render(const std::vector<sheet>& sheets, const common_options& options) {
  const text_options how = text_options_of(options);
  std::string text;
  for (const sheet& s : sheets) {
    if (!text.empty()) text += "\n";
    text += options.format == "markdown" ? to_markdown(s.content)
            : options.format == "csv"    ? to_csv(s.content)
                                         : to_text(how.columns == 0 ? s.content : fitted(s, how.columns), how.style);
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
      if (abs(bound) >= decimal::from_billionths(static_cast<detail::int128>(detail::power_of_ten(9 + larger))))
        power = larger;
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
