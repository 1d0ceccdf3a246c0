#include "facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace runrate::cli {
namespace {

bool has_facts_name(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const auto ends_with = [&](std::string_view ending) { return name.size() > ending.size() && name.ends_with(ending); };
  return ends_with(".json") || ends_with(".json.gz") || ends_with(".csv") || ends_with(".csv.gz");
}

}  // namespace

std::vector<std::string> files_of(const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code wrong;
    if (input == "-" || !fs::is_directory(input, wrong)) {
      files.push_back(input);
      continue;
    }
    std::vector<std::string> held;
    for (fs::directory_iterator at(input, wrong), end; !wrong && at != end; at.increment(wrong)) {
      if (at->is_regular_file(wrong) && has_facts_name(at->path())) held.push_back(at->path().string());
    }
    if (wrong) throw failure{exit_status::bad_input, fmt::format("{}: can't be read: {}", input, wrong.message())};
    if (held.empty()) {
      throw failure{exit_status::bad_input,
                    fmt::format("{}: no *.json, *.json.gz, *.csv or *.csv.gz is in this folder", input)};
    }
    std::sort(held.begin(), held.end());
    files.insert(files.end(), held.begin(), held.end());
  }
  return files;
}

bool holds_facts(text_input& source) {
  constexpr std::size_t longest_header = 4'096;
  const std::string_view head = source.peek(longest_header);
  if (looks_like_json(head)) return true;
  csv_reader header(text_input::text(head, {}));
  diagnostics ignored;  // whoever reads the file says them
  if (!header.next(ignored)) return false;
  for (std::size_t i = 0; i < header.row().size(); ++i) {
    if (header.row()[i] == "filed" || header.row()[i] == "accession") return true;
  }
  return false;
}

company_file read_companies(text_input source, const std::vector<std::string>& concepts) {
  company_file read;
  if (looks_like_json(source.peek(64))) {
    facts_file held = read_company_facts(std::move(source), {concepts});
    read.problems = std::move(held.problems);
    read.left_out = held.facts_left_out;
    if (!held.facts.entity.empty() || !held.facts.concepts.empty())
      read.companies.push_back({{}, std::move(held.facts)});
    return read;
  }
  facts_csv_file held = read_facts_csv(std::move(source));
  read.problems = std::move(held.problems);
  read.left_out = held.rows_left_out;
  for (facts_of_segment& one : held.entities) read.companies.push_back({one.segment, std::move(one.facts)});
  return read;
}

std::vector<std::string> concepts_asked(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string name = list.substr(begin, end - begin);
    if (name.empty()) throw failure{exit_status::bad_usage, "--concept: expected names with a comma between, or all"};
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    begin = end + 1;
  }
  return names;
}

std::vector<std::string> concepts_to_read(const std::vector<std::string>& asked) {
  const auto revenue = revenue_concepts();
  std::vector<std::string> names;
  for (const std::string& name : asked) {
    if (name == "all") return {};
    const std::string bare = name.substr(name.find(':') + 1);
    if (name == "revenue" || std::find(revenue.begin(), revenue.end(), bare) != revenue.end()) {
      names.insert(names.end(), revenue.begin(), revenue.end());
    }
    if (name != "revenue") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<concept_choice> choose_concepts(const company_facts& company, std::span<const std::string> asked,
                                            std::optional<date> as_of) {
  std::vector<concept_choice> chosen;
  const auto add = [&](std::vector<joined_concepts> found, const std::string& note) {
    for (joined_concepts& one : found) chosen.push_back({std::move(one), note});
  };
  for (const std::string& name : asked) {
    if (name == "all") {
      std::set<std::string> seen;
      for (const concept_facts& c : company.concepts) {
        const std::string full = c.taxonomy.empty() ? c.name : c.taxonomy + ":" + c.name;
        if (seen.insert(full).second) add(find_concepts(company, full, as_of), {});
      }
      continue;
    }
    std::vector<joined_concepts> found = find_concepts(company, name, as_of);
    const auto revenue = revenue_concepts();
    if (found.empty() && std::find(revenue.begin(), revenue.end(), name) != revenue.end()) {
      found = find_concepts(company, "revenue", as_of);
      if (!found.empty()) {
        const std::string& used = company.concepts[found.front().concepts.front()].name;
        add(std::move(found),
            fmt::format("{} has no {}; its revenue is {}, which was taken", company.entity, name, used));
        continue;
      }
    }
    add(std::move(found), {});
  }
  return chosen;
}

failure quarters_too_large(const std::string& path, const company_facts& company, const overflow_error& large) {
  return {exit_status::bad_input,
          fmt::format("{}: the quarters of {} can't be had: {}", path, company.entity, large.what())};
}

}  // namespace runrate::cli
