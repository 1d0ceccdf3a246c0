#include "scenario_references.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace runrate::detail {
namespace {

constexpr std::uintmax_t most_bytes = 64'000'000;

template <class Map>
std::vector<std::string_view> names_in(const Map& map) {
  std::vector<std::string_view> names;
  names.reserve(map.size());
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

// "Amazon / AWS"
std::string series_name(std::string_view entity, std::string_view segment) {
  return std::string(entity) + (segment.empty() ? "" : " / ") + std::string(segment);
}

void keep_first(reported_series& s, std::size_t count) {
  s.flows.keep_first(count);
  s.origins.erase(s.origins.begin() + static_cast<std::ptrdiff_t>(count), s.origins.end());
}

}  // namespace

void scenario_references::read(const toml::table& root) {
  for (const toml_entry& entry : document_.entries(root, "series")) read_series(entry);
  for (const toml_entry& entry : document_.entries(root, "claims")) read_claim(entry);
}

void scenario_references::keep(const diagnostics& found) {
  for (const diagnostic& one : found.kept()) {
    if (one.level == severity::error) problems_.push_back(one);
  }
}

std::optional<std::string> scenario_references::allowed_path(const toml::node& file) {
  namespace fs = std::filesystem;
  const std::string& name = file.as_string()->get();
  const fs::path relative(name);
  const auto refuse = [&](const std::string& why) {
    document_.refuse(file, shown(name) + " " + why, "a file in the folder of this one, or below it, was expected");
    return std::nullopt;
  };
  if (name.empty() || name.find('\0') != std::string::npos) return refuse("is no name of a file");
  if (relative.is_absolute()) return refuse("is an absolute path");
  for (const fs::path& part : relative) {
    if (part == "..") return refuse("leads out of the folder");
  }
  std::error_code failed;
  const fs::path folder = fs::canonical(folder_.empty() ? "." : folder_, failed);
  if (failed) return refuse("can't be found: the folder of this file is not there");
  const fs::path whole = fs::canonical(folder / relative, failed);
  if (failed == std::errc::no_such_file_or_directory) return refuse("is not there");
  if (failed) return refuse("can't be opened: " + failed.message());
  // A link may point anywhere; what counts is where the file is.
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end());
  if (end != folder.end()) return refuse("leads out of the folder by a link");
  if (!fs::is_regular_file(whole, failed)) return refuse("is no file");
  if (fs::file_size(whole, failed) > most_bytes) return refuse("has more than 64 MB");
  return (fs::path(folder_) / relative).string();
}

void scenario_references::read_series(const toml_entry& entry) {
  auto& named = series_[std::string(entry.key->str())];
  const toml::table* table = document_.table_of(entry, "file, entity and segment");
  if (table == nullptr) return;
  constexpr std::array<std::string_view, 3> keys{"file", "entity", "segment"};
  document_.allow_only(*table, keys, "a series");
  const auto file = document_.needed_text(*entry.key, *table, "file", "cloud.csv");
  const auto entity = document_.needed_text(*entry.key, *table, "entity", "Amazon");
  const std::string segment = document_.text(*table, "segment").value_or("");
  if (!file || !entity) return;
  const auto path = allowed_path(*table->get("file"));
  if (!path) return;
  const auto [at, is_new] = series_files_.try_emplace(*path);
  const series_file& read = at->second;
  if (is_new) {
    at->second = read_series_csv(text_input::file(*path));
    keep(read.problems);
  }
  // The last part, where the record has gaps.
  const auto is_it = [&](const reported_series& s) { return s.entity == *entity && s.segment == segment; };
  const auto found = std::find_if(read.series.rbegin(), read.series.rend(), [&](const reported_series& s) {
    return is_it(s) && !(as_of_ && s.flows.ended_by(*as_of_).empty());
  });
  const std::string wanted = series_name(*entity, segment);
  if (found != read.series.rend()) {
    named = named_series{*found, *file + ": " + wanted};
    if (as_of_) keep_first(named->series, found->flows.ended_by(*as_of_).size());
    const auto amounts = named->series.flows.amounts();
    sources_.push_back({scenario_source::kind::series, std::string(entry.key->str()), named->source,
                        hull(amounts.front().during, amounts.back().during)});
  } else if (std::any_of(read.series.begin(), read.series.end(), is_it)) {
    later_series_.emplace(entry.key->str(), *file + ": " + wanted);
  } else if (!read.problems.has_errors()) {
    std::vector<std::string> names;
    for (const reported_series& s : read.series) names.push_back(series_name(s.entity, s.segment));
    const std::vector<std::string_view> views(names.begin(), names.end());
    document_.refuse_inside(*table->get(segment.empty() ? "entity" : "segment"), 0,
                            *file + " has no series of " + shown(wanted), document_.name_or(wanted, views));
  }
}

void scenario_references::read_claim(const toml_entry& entry) {
  auto& named = claims_[std::string(entry.key->str())];
  const toml::table* table = document_.table_of(entry, "file and subject");
  if (table == nullptr) return;
  constexpr std::array<std::string_view, 4> keys{"file", "subject", "date", "measure"};
  document_.allow_only(*table, keys, "a claim");
  const auto file = document_.needed_text(*entry.key, *table, "file", "claims.csv");
  const auto subject = document_.needed_text(*entry.key, *table, "subject", "AWS");
  const auto said = document_.text(*table, "date"), measured = document_.text(*table, "measure");
  if (!file || !subject) return;
  const auto path = allowed_path(*table->get("file"));
  if (!path) return;
  const auto [at, is_new] = claims_files_.try_emplace(*path);
  const claims_file& read = at->second;
  if (is_new) {
    at->second = read_claims_csv(text_input::file(*path));
    keep(read.problems);
  }
  const claim_row* found = nullptr;
  const claim_row* later = nullptr;
  std::size_t matches = 0;
  for (const claim_row& row : read.claims) {
    if (row.subject != *subject || (said && row.date_text != *said) || (measured && row.measure != *measured)) continue;
    if (as_of_ && *as_of_ < row.said.last()) {
      later = &row;
      continue;
    }
    found = &row;
    ++matches;
  }
  if (matches == 1) {
    named = claim_of(*found);
    sources_.push_back(
        {scenario_source::kind::claim, std::string(entry.key->str()), *file + ": " + *subject, found->said});
  } else if (matches == 0 && later != nullptr) {
    later_claims_.emplace(entry.key->str(), later->date_text);
  } else if (matches > 1 || !read.problems.has_errors()) {
    document_.refuse_inside(*table->get("subject"), 0,
                            *file + " has " + (matches == 0 ? "no claim" : grouped(matches) + " claims") + " of " +
                                shown(*subject) + (said ? " of " + *said : "") + (measured ? " on " + *measured : ""),
                            matches == 0 ? "subject, date and measure are as the file writes them"
                                         : "date = \"...\" or measure = \"...\" was expected to tell them apart");
  }
}

const scenario_references::named_series* scenario_references::find_series(const toml::node& name) {
  if (name.is_string() && later_series_.contains(name.as_string()->get())) {
    document_.refuse(name, later_series_.find(name.as_string()->get())->second + " begins later",
                     "a period that had ended by " + to_string(*as_of_) + " was expected");
    return nullptr;
  }
  const auto at = name.is_string() ? series_.find(name.as_string()->get()) : series_.end();
  if (at != series_.end()) return at->second ? &*at->second : nullptr;
  document_.refuse_name(name, "series", names_in(series_));
  return nullptr;
}

const claim* scenario_references::find_claim(const toml::node& name) {
  if (was_made_later(name)) {
    const std::string& text = name.as_string()->get();
    document_.refuse(name, shown(text) + " was said later: " + later_claims_.find(text)->second,
                     "a claim that was made by " + to_string(*as_of_) + " was expected");
    return nullptr;
  }
  const auto at = name.is_string() ? claims_.find(name.as_string()->get()) : claims_.end();
  if (at != claims_.end()) return at->second ? &*at->second : nullptr;
  document_.refuse_name(name, "claim", names_in(claims_));
  return nullptr;
}

bool scenario_references::was_made_later(const toml::node& name) const {
  return name.is_string() && later_claims_.contains(name.as_string()->get());
}

}  // namespace runrate::detail
