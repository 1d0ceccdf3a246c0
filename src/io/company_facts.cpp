#include <runrate/io/company_facts.hpp>

#include "fact_reader.hpp"
#include "json_text.hpp"
#include "json_tokens.hpp"
#include "text.hpp"
#include "text_problems.hpp"
#include "whole_text.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace runrate {
namespace {

constexpr std::string_view wanted = "expected company facts of SEC EDGAR, in JSON";
constexpr std::string_view once = "expected each key once in an object";

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && detail::is_json_space(text.front())) text.remove_prefix(1);
  return text;
}

// What a file is whose first character no JSON object begins with.
struct other_file {
  std::string found, expected;
};

other_file describe_other(std::string_view text) {
  if (text.starts_with("PK\x03\x04")) {
    return {"the file is a ZIP archive",
            std::string(wanted) + ": EDGAR's companyfacts.zip holds one file a company, unpack it first"};
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return {"the file is in UTF-16", "expected UTF-8"};
  if (text.starts_with('<')) {
    return {"the file is a web page (HTML or XML)",
            std::string(wanted) + ": EDGAR sends a page to who asks too fast or without a User-Agent header"};
  }
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  return {"the file begins with " + detail::shown(line), std::string(wanted) + ", which begins with {"};
}

// Reads a document, whose root is an object, token by token. Each step is false when the text is no JSON.
class facts_reader {
public:
  facts_reader(std::string_view text, detail::json_tokens& tokens, detail::text_problems& problems,
               const facts_options& options, facts_file& into)
      : text_(text), tokens_(tokens), problems_(problems), options_(options), into_(into) {}

  bool read() {
    if (!tokens_.take('{') || !members([&](const char* key, std::string_view name) { return read_root(key, name); }) ||
        !tokens_.at_end()) {
      return false;
    }
    if (!has_facts_ && !has_units_) {
      problems_.add(without_spaces(text_).data(), "an object without facts or units", std::string(wanted));
    }
    if (has_units_) name_concept();
    return true;
  }

private:
  // Each member of the object whose brace was just taken: `member(place of the key, key)` takes the value.
  template <class Member>
  bool members(Member member) {
    if (tokens_.take('}')) return true;
    std::string with_escapes;
    do {
      const char* const key = tokens_.peek();
      if (!tokens_.take('"')) return false;
      std::string_view name = tokens_.between_quotes();
      if (name.find('\\') != std::string_view::npos) name = with_escapes = detail::unescaped(name);
      if (!tokens_.take(':') || !member(key, name)) return false;
    } while (tokens_.take(','));
    return tokens_.take('}');
  }

  bool read_root(const char* key, std::string_view name) {
    constexpr std::string_view names[] = {"cik", "entityName", "facts", "taxonomy", "tag", "label", "units"};
    const auto known = std::find(std::begin(names), std::end(names), name);
    if (known == std::end(names)) return tokens_.skip_value(1);
    const unsigned bit = 1U << (known - std::begin(names));
    if ((root_keys_ & bit) != 0) return refuse_again(key, name, 1);
    root_keys_ |= bit;
    if (name == "cik") return read_cik();
    if (name == "entityName") return read_text(name, into_.facts.entity, 1);
    if (name == "taxonomy") return read_text(name, taxonomy_, 1);
    if (name == "tag") return read_text(name, tag_, 1);
    if (name == "label") return read_label(label_, 1);
    bool& has_this = name == "facts" ? has_facts_ : has_units_;
    has_this = true;
    if (has_facts_ && has_units_) {
      problems_.add(key, std::string(name) + " beside " + (name == "facts" ? "units" : "facts"),
                    "expected either the facts of a company or the units of one concept");
      has_this = false;
      return skip_facts(1);
    }
    return name == "facts" ? read_taxonomies() : read_units(1);
  }

  bool read_cik() {
    const char* const place = tokens_.peek();
    std::string_view digits = tokens_.literal_at(place);
    if (!tokens_.skip_value(1)) return false;
    if (*place == '"') digits = tokens_.between_quotes();
    constexpr std::size_t longest = 10;
    if (digits.empty() || digits.size() > longest || digits.find_first_not_of("0123456789") != std::string_view::npos) {
      problems_.add(place,
                    "cik " + (*place == '"' ? detail::shown(digits) + " is no number" : tokens_.described(place)),
                    "expected EDGAR's number of the company, such as 320193");
      return true;
    }
    for (const char c : digits) into_.facts.cik = into_.facts.cik * 10 + static_cast<std::uint64_t>(c - '0');
    return true;
  }

  bool read_text(std::string_view name, std::string& into, int depth) {
    const char* const place = tokens_.peek();
    if (!tokens_.take('"')) return refuse_type(place, name, "a string", depth);
    into = detail::unescaped(tokens_.between_quotes());
    return true;
  }

  bool read_label(std::string& into, int depth) {
    return *tokens_.peek() == 'n' ? tokens_.skip_value(depth) : read_text("label", into, depth);
  }

  bool read_taxonomies() {
    if (const char* const place = tokens_.peek(); !tokens_.take('{')) {
      return refuse_type(place, "facts", "an object of taxonomies", 1);
    }
    std::unordered_set<std::string> seen;
    return members([&](const char* key, std::string_view name) {
      if (!seen.emplace(name).second) return refuse_again(key, name, 2);
      return read_taxonomy(std::string(name));
    });
  }

  bool read_taxonomy(const std::string& taxonomy) {
    if (const char* const place = tokens_.peek(); !tokens_.take('{')) {
      return refuse_type(place, detail::shown(taxonomy), "an object of concepts", 2);
    }
    std::unordered_set<std::string> seen;
    return members([&](const char* key, std::string_view name) {
      if (!is_kept(taxonomy, name)) return tokens_.skip_value(3);
      if (!seen.emplace(name).second) return refuse_again(key, name, 3);
      return read_concept(taxonomy, std::string(name));
    });
  }

  bool is_kept(std::string_view taxonomy, std::string_view name) const {
    if (options_.concepts.empty()) return true;
    return std::any_of(options_.concepts.begin(), options_.concepts.end(), [&](std::string_view kept) {
      if (!kept.ends_with(name)) return false;
      kept.remove_suffix(name.size());
      return kept.empty() || (kept.size() == taxonomy.size() + 1 && kept.starts_with(taxonomy) && kept.back() == ':');
    });
  }

  bool read_concept(const std::string& taxonomy, const std::string& name) {
    const char* const place = tokens_.peek();
    if (!tokens_.take('{')) return refuse_type(place, detail::shown(name), "an object with units", 3);
    const std::size_t first = into_.facts.concepts.size();
    std::string label;
    bool has_label = false;
    bool has_units = false;
    const bool is_json = members([&](const char* key, std::string_view member) {
      if (member != "label" && member != "units") return tokens_.skip_value(4);
      bool& has_this = member == "label" ? has_label : has_units;
      if (std::exchange(has_this, true)) return refuse_again(key, member, 4);
      return member == "label" ? read_label(label, 4) : read_units(4);
    });
    if (!is_json) return false;
    if (!has_units) problems_.add(place, detail::shown(name) + " has no units", "expected an object with units");
    for (std::size_t i = first; i < into_.facts.concepts.size(); ++i) {
      concept_facts& one = into_.facts.concepts[i];
      one.taxonomy = taxonomy;
      one.name = name;
      one.label = label;
    }
    return true;
  }

  bool read_units(int depth) {
    if (const char* const place = tokens_.peek(); !tokens_.take('{')) {
      return refuse_type(place, "units", "an object with an array of facts a unit", depth);
    }
    std::vector<std::string> seen;  // of few units
    return members([&](const char* key, std::string_view unit) {
      if (std::find(seen.begin(), seen.end(), unit) != seen.end()) return refuse_again(key, unit, depth + 1);
      seen.emplace_back(unit);
      return read_facts(depth + 1, std::string(unit));
    });
  }

  bool read_facts(int depth, std::string unit) {
    if (const char* const place = tokens_.peek(); !tokens_.take('[')) {
      return refuse_type(place, detail::shown(unit), "an array of facts", depth);
    }
    flows_.clear();
    balances_.clear();
    const bool is_json = read_each_fact(depth + 1);
    into_.facts_read += flows_.size() + balances_.size();
    if (is_json && !(flows_.empty() && balances_.empty())) {
      into_.facts.concepts.push_back({{}, {}, {}, std::move(unit), flows_, balances_});
    }
    return is_json;
  }

  bool read_each_fact(int depth) {
    if (tokens_.take(']')) return true;
    do {
      if (!read_fact(depth)) return false;
    } while (tokens_.take(','));
    return tokens_.take(']');
  }

  bool read_fact(int depth) {
    const char* const place = tokens_.peek();
    if (!tokens_.take('{')) {
      ++into_.facts_left_out;
      return refuse_type(place, "a fact", "an object", depth);
    }
    const detail::fact_outcome outcome = facts_.read(depth + 1, flows_, balances_);
    if (outcome == detail::fact_outcome::left_out) ++into_.facts_left_out;
    return outcome != detail::fact_outcome::no_json;
  }

  // A concept's own document names it beside the units, before or after them.
  void name_concept() {
    if (taxonomy_.empty() || tag_.empty()) {
      problems_.add(without_spaces(text_).data(),
                    std::string("units without ") + (taxonomy_.empty() ? "taxonomy" : "tag"),
                    "expected taxonomy, tag and units of one concept");
      into_.facts_left_out += std::exchange(into_.facts_read, 0);
      into_.facts.concepts.clear();
      return;
    }
    if (!is_kept(taxonomy_, tag_)) {
      into_.facts_read = 0;
      into_.facts.concepts.clear();
      return;
    }
    for (concept_facts& one : into_.facts.concepts) {
      one.taxonomy = taxonomy_;
      one.name = tag_;
      one.label = label_;
    }
  }

  bool refuse_again(const char* key, std::string_view name, int depth) {
    problems_.add(key, detail::shown(name) + " is there twice", std::string(once) + "; the first one counts");
    return skip_facts(depth);
  }

  bool refuse_type(const char* place, std::string_view name, std::string_view expected, int depth) {
    if (!skip_facts(depth)) return false;
    problems_.add(place, std::string(name) + ' ' + tokens_.described(place), "expected " + std::string(expected));
    return true;
  }

  // What can't be taken, with the facts in it.
  bool skip_facts(int depth) {
    const std::size_t before = tokens_.objects_skipped();
    if (!tokens_.skip_value(depth)) return false;
    into_.facts_left_out += tokens_.objects_skipped() - before;
    return true;
  }

  std::string_view text_;
  detail::json_tokens& tokens_;
  detail::text_problems& problems_;
  const facts_options& options_;
  facts_file& into_;
  detail::fact_reader facts_{tokens_, problems_, into_.facts.filings};
  std::vector<fact> flows_, balances_;  // of a unit, kept so that their room is used again
  unsigned root_keys_ = 0;
  bool has_facts_ = false;
  bool has_units_ = false;
  std::string taxonomy_, tag_, label_;
};

}  // namespace

bool looks_like_json(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  return without_spaces(first_bytes).starts_with('{');
}

facts_file read_company_facts(text_input source, const facts_options& options) {
  facts_file read;
  read.problems = diagnostics(options.most_diagnostics);
  const detail::whole_text whole(source, options.largest_file);
  const std::string_view text = whole.text();
  detail::text_problems problems(source.name(), text, options.most_diagnostics, read.problems);
  const auto refuse_file = [&](std::string found, std::string expected) {
    read.problems.add({source.name(), 0, 0, std::move(found), std::move(expected), severity::error});
  };
  if (!source.failure().empty()) {
    if (text.empty()) {
      refuse_file("can't be read: " + source.failure(), std::string(wanted));
    } else {
      problems.add(text.data() + text.size(), "reading stopped here: " + source.failure(),
                   "expected more of the file, or its end");
    }
    return read;
  }
  if (whole.is_longer_than_allowed()) {
    refuse_file("a file of more than " + detail::grouped(options.largest_file) + " bytes",
                "expected at most those: company facts are a few megabytes");
    return read;
  }
  const std::string_view begun = without_spaces(text);
  if (begun.empty()) {
    problems.add(text.data(), "the file is empty", std::string(wanted));
    return read;
  }
  if (begun.front() != '{') {
    other_file other = describe_other(begun);
    problems.add(begun.data(), std::move(other.found), std::move(other.expected));
    return read;
  }

  detail::json_tokens tokens(text);
  if (!tokens.failure().empty()) {
    refuse_file("can't be read: " + tokens.failure(), "expected a smaller file, or more memory");
    return read;
  }
  if (tokens && detail::has_sound_escapes(text) && facts_reader(text, tokens, problems, options, read).read()) {
    read.problems.sort_by_place();
    return read;
  }
  // Not JSON, and so no facts. What was found before stays among the problems.
  read.facts_left_out += std::exchange(read.facts_read, 0);
  read.facts = {};
  if (std::optional<detail::json_fault> fault = detail::find_fault(text)) {
    problems.add(text.data() + fault->at, "not JSON: " + fault->found, std::move(fault->expected));
  }
  read.problems.sort_by_place();
  return read;
}

}  // namespace runrate
