#include <runrate/report/html.hpp>

#include "definition.hpp"
#include "html_chart.hpp"
#include "page_parts.hpp"
#include "page_text.hpp"
#include "vega_lite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace runrate {
namespace {

using detail::add_attribute;
using detail::add_html;

int value_of_hex(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

// Hexadecimal digits as base 64 (RFC 4648), which is how a page names what may run in it.
std::string base64(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned bits = 0, count = 0;
  for (const char c : hex) {
    bits = bits << 4U | static_cast<unsigned>(value_of_hex(c));
    count += 4;
    if (count < 6) continue;
    count -= 6;
    text += digits[bits >> count & 63U];
  }
  if (count > 0) text += digits[bits << (6 - count) & 63U];
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::size_t headings_of(const document& d) {
  return static_cast<std::size_t>(std::count_if(d.blocks().begin(), d.blocks().end(), [](const report_block& b) {
    return std::holds_alternative<report_heading>(b);
  }));
}

int level_of(const report_heading& heading) { return std::clamp(heading.level, 2, 3); }

class page {
public:
  page(const document& d, const html_options& options)
      : document_(d), options_(options), draws_(options.scripts && html_draws_charts()) {}

  std::string written() {
    const auto& blocks = document_.blocks();
    const bool has_charts = std::any_of(blocks.begin(), blocks.end(),
                                        [](const report_block& b) { return std::holds_alternative<chart>(b); });
    draws_ = draws_ && has_charts;
    add_head();
    text_ +=
        "<body>\n<a class=\"skip\" href=\"#report\">Skip to the report</a>\n<main id=\"report\">\n<h1 dir=\"auto\">";
    add_html(text_, document_.title());
    text_ += "</h1>\n";
    if (has_charts && !draws_ && options_.scripts) {
      text_ +=
          "<p class=\"missing\">The charts are pictures: the program that wrote this page was built without the part "
          "that lets a reader explore them (its build option RUNRATE_HTML).</p>\n";
    }
    if (draws_)
      text_ +=
          "<noscript><p class=\"missing\">The charts need JavaScript. Their numbers stand in tables.</p></noscript>\n";
    add_contents();
    for (const report_block& block : blocks) std::visit([&](const auto& b) { add(b); }, block);
    text_ += "</main>\n";
    if (draws_) add_scripts();
    text_ += "</body>\n</html>\n";
    return std::move(text_);
  }

private:
  void add_head() {
    text_ += "<!doctype html>\n<html lang=\"";
    add_attribute(text_, options_.language);
    text_ +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; ";
    if (draws_) {
      text_ += fmt::format("script-src 'sha256-{}' 'sha256-{}'; ", base64(detail::vega_script_sha256),
                           base64(detail::page_script_sha256));
    }
    text_ +=
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
    add_html(text_, document_.title());
    text_ += "</title>\n<style>\n";
    text_ += detail::page_style;
    text_ += "</style>\n</head>\n";
  }

  void add_contents() {
    constexpr std::size_t most_without = 4;
    if (headings_of(document_) <= most_without) return;
    text_ += "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n";
    std::size_t number = 0;
    for (const report_block& block : document_.blocks()) {
      const auto* heading = std::get_if<report_heading>(&block);
      if (heading == nullptr) continue;
      text_ += fmt::format("<li{}><a href=\"#part-{}\" dir=\"auto\">",
                           level_of(*heading) == 2 ? "" : " class=\"below\"", ++number);
      add_attribute(text_, heading->text);
      text_ += "</a></li>\n";
    }
    text_ += "</ol>\n</nav>\n";
  }

  void add_scripts() {
    text_ += "<script type=\"application/json\" id=\"themes\">";
    text_ += detail::chart_themes();
    text_ += "</script>\n<script>";
    text_ += detail::vega_script;
    text_ += "</script>\n<script>";
    text_ += detail::page_script;
    text_ += "</script>\n";
  }

  void add(const report_heading& heading) {
    level_ = level_of(heading);
    text_ += fmt::format("<h{} id=\"part-{}\" dir=\"auto\">", level_, ++headings_);
    add_html(text_, heading.text);
    text_ += fmt::format("</h{}>\n", level_);
  }

  // An empty line parts paragraphs.
  void add(const report_text& block) {
    std::string_view text = block.text;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find("\n\n"), text.size());
      if (end > 0) {
        text_ += "<p dir=\"auto\">";
        add_html(text_, text.substr(0, end));
        text_ += "</p>\n";
      }
      text.remove_prefix(std::min(text.size(), end + 2));
    }
  }

  void add_list(const std::vector<std::pair<std::string, std::string>>& entries, std::string_view opening) {
    text_ += opening;
    for (const auto& [name, value] : entries) {
      text_ += "<div><dt dir=\"auto\">";
      add_html(text_, name);
      text_ += "</dt><dd dir=\"auto\">";
      add_html(text_, value);
      text_ += "</dd></div>\n";
    }
    text_ += "</dl>\n";
  }

  void add(const report_facts& facts) {
    if (!facts.entries.empty()) add_list(facts.entries, "<dl class=\"facts\">\n");
  }

  void add(const report_table& block) { add(block.content, false); }

  // A region that the keyboard can scroll.
  void add(const table& t, bool ends_in_a_sum) {
    text_ += fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table {}", ++tables_);
    if (!t.caption().empty()) text_ += ": ";
    add_attribute(text_, t.caption());
    text_ += "\">\n<table>\n";
    if (!t.caption().empty()) {
      text_ += "<caption dir=\"auto\">";
      add_html(text_, t.caption());
      text_ += "</caption>\n";
    }
    text_ += "<thead><tr>";
    for (const table_column& column : t.columns()) {
      text_ += column.align == alignment::left ? "<th scope=\"col\" class=\"l\">" : "<th scope=\"col\">";
      add_html(text_, column.header);
      if (!column.unit.empty()) {
        text_ += " <small>";
        add_html(text_, column.unit);
        text_ += "</small>";
      }
      text_ += "</th>";
    }
    text_ += "</tr></thead>\n<tbody>\n";
    constexpr std::size_t longest_unbroken = 12;
    const auto& rows = t.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      text_ += ends_in_a_sum && i + 1 == rows.size() ? "<tr class=\"sum\">" : "<tr>";
      for (std::size_t k = 0; k < rows[i].size(); ++k) {
        const bool is_left = t.columns()[k].align == alignment::left;
        const bool is_head = k == 0 && !rows[i][k].empty();                   // an empty one names nothing
        const bool is_short = display_width(rows[i][k]) <= longest_unbroken;  // a date would break at its hyphens
        text_ += !is_left   ? "<td>"
                 : is_head  ? is_short ? "<th scope=\"row\" class=\"s\">" : "<th scope=\"row\">"
                 : is_short ? "<td class=\"l s\">"
                            : "<td class=\"l\">";
        add_html(text_, rows[i][k]);
      }
      text_ += '\n';
    }
    text_ += "</tbody></table>\n</div>\n";
    for (const std::string& note : t.notes()) add_note(note);
  }

  void add_note(const std::string& note) {
    text_ += "<p class=\"note\" dir=\"auto\">";
    add_html(text_, note);
    text_ += "</p>\n";
  }

  void add(const metric_definition& metric) {
    const int level = level_ + 1;
    text_ += fmt::format(
        "<section class=\"metric\" aria-labelledby=\"metric-{0}\">\n<h{1} class=\"title\" id=\"metric-{0}\" "
        "dir=\"auto\">",
        ++metrics_, level);
    add_html(text_, metric.name);
    text_ += fmt::format("</h{}>\n", level);
    add_list(detail::parts_of(metric), "<dl>\n");
    if (!metric.reconciliation.empty()) {
      table steps({{"step"}, {"amount", alignment::right}}, "From the reported figure to the metric");
      for (const auto& [step, amount] : metric.reconciliation) steps.add_row({step, amount});
      add(steps, true);
    }
    text_ += "</section>\n";
  }

  void add(const chart& c) { detail::add_chart(text_, c, {++charts_, level_ + 1, draws_, picture_style_}); }

  const document& document_;
  const html_options& options_;
  bool draws_;
  std::string text_, picture_style_;
  int level_ = 1;
  std::size_t headings_ = 0, tables_ = 0, metrics_ = 0, charts_ = 0;
};

}  // namespace

bool html_draws_charts() { return !detail::vega_script.empty(); }

std::string to_html(const document& d, const html_options& options) { return page(d, options).written(); }

}  // namespace runrate
