// The files that a scenario file names beside itself.
#ifndef RUNRATE_SRC_IO_SCENARIO_REFERENCES_HPP
#define RUNRATE_SRC_IO_SCENARIO_REFERENCES_HPP

#include <runrate/claim/claim.hpp>
#include <runrate/io/claims_csv.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/io/series_csv.hpp>

#include <map>
#include <optional>
#include <string>

#include "toml_document.hpp"

namespace runrate::detail {

// Series and claims by the names that the file gives them: [series.aws] and [claims.analyst].
class scenario_references {
public:
  // What came later than `as_of` is not there.
  scenario_references(toml_document& document, std::string folder, std::optional<date> as_of)
      : document_(document), folder_(std::move(folder)), as_of_(as_of) {}

  void read(const toml::table& root);

  struct named_series {
    reported_series series;
    std::string source;  // "cloud.csv: Amazon / AWS"
  };
  // Nothing, and an error at the value, for a name that is not there. A name whose file could not be used had its error
  // already, and gets no second one.
  const named_series* find_series(const toml::node& name);
  const claim* find_claim(const toml::node& name);
  // Whether the name is that of a claim which nobody had made yet. `find_claim` has an error for it.
  bool was_made_later(const toml::node& name) const;

  const std::vector<scenario_source>& sources() const { return sources_; }
  // What is wrong in the files that are named, file by file.
  std::span<const diagnostic> problems() const { return problems_; }

private:
  void read_series(const toml_entry& entry);
  void read_claim(const toml_entry& entry);
  // The path of a file that may be read; nothing, and an error, for another.
  std::optional<std::string> allowed_path(const toml::node& file);
  void keep(const diagnostics& found);

  toml_document& document_;
  std::string folder_;
  std::optional<date> as_of_;
  std::vector<scenario_source> sources_;
  std::vector<diagnostic> problems_;
  std::map<std::string, std::optional<named_series>, std::less<>> series_;  // nothing: it has its error already
  std::map<std::string, std::optional<claim>, std::less<>> claims_;
  // What was not known by then: where a series stands; when a claim was made, as its file writes it.
  std::map<std::string, std::string, std::less<>> later_series_, later_claims_;
  std::map<std::string, series_file> series_files_;  // each is read once
  std::map<std::string, claims_file> claims_files_;
};

}  // namespace runrate::detail

#endif
