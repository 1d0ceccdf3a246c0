// A report before it has a form: headings, text, tables, charts and notes, in their order.
#ifndef RUNRATE_REPORT_DOCUMENT_HPP
#define RUNRATE_REPORT_DOCUMENT_HPP

#include <runrate/report/chart.hpp>
#include <runrate/report/table.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace runrate {

/// The title of a part; of level 2 for a part of the report, 3 for a part of such.
struct report_heading {
  std::string text;
  int level = 2;
};

struct report_text {
  std::string text;
};

/// What a metric is and how it was made, as guidance on such metrics asks: a definition, how it is calculated, why it
/// is useful, what it can't say, and the comparable figure that was reported, with the way from one to the other (SEC
/// Release 33-10751 of 2020 on key performance indicators; Regulation G for the reconciliation).
struct metric_definition {
  std::string name;         ///< "annualized run-rate (x4)"
  std::string what;         ///< what it is
  std::string calculation;  ///< how it was calculated, with the figures: "35,579,000,000 x 4 = 142,316,000,000"
  std::string why;          ///< why one would look at it
  std::string limits;       ///< what it is not
  std::string comparable;   ///< the figure that was reported, nearest to it
  /// From the reported figure to the metric; labels and amounts, the last of which is the sum of the others.
  std::vector<std::pair<std::string, std::string>> reconciliation;
};

/// Names and what they are: what was computed, from which source, on which data date.
struct report_facts {
  std::vector<std::pair<std::string, std::string>> entries;
};

/// A table, with the columns that a narrow terminal can do without, the first to go first. A note that begins with such
/// a column's name and a colon goes with it.
struct report_table {
  table content;
  std::vector<std::string> spare{};
};

using report_block = std::variant<report_heading, report_text, report_facts, report_table, chart, metric_definition>;

/// A report. `to_text`, `to_markdown`, `to_html` and `write_workbook` give it a form.
///
///     document page("AWS at the end of 2025");
///     page.add(report_facts{{{"source", "cloud.csv"}, {"data to", "2025-12-31"}}});
class document {
public:
  explicit document(std::string title) : title_(std::move(title)) {}

  void add(report_block block) { blocks_.push_back(std::move(block)); }

  const std::string& title() const { return title_; }
  const std::vector<report_block>& blocks() const { return blocks_; }

private:
  std::string title_;
  std::vector<report_block> blocks_;
};

struct text_options {
  std::size_t columns = 0;  ///< of the terminal; 0 where the text goes elsewhere, and nothing is left out or wrapped
  text_style style = text_style::plain;
};

/// For a terminal, or plain where it is piped: tables, and charts as lines of small bars with their sentence; these are
/// drawn in 100 columns where the text goes elsewhere, and their labels are cut. In a narrow terminal a word that is
/// longer than a line has one of its own.
std::string to_text(const document& d, const text_options& options = {});
/// GitHub Flavored Markdown: tables, the charts' sentences, and their numbers as tables.
std::string to_markdown(const document& d);

/// A table in at most so many columns, as far as that is possible: first its last column and its notes are wrapped,
/// then the spare columns go, which a note says.
table fitted(const report_table& wide, std::size_t columns);

}  // namespace runrate

#endif
