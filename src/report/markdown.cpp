// Tables and documents as GitHub Flavored Markdown.
#include <runrate/report/document.hpp>

#include "characters.hpp"
#include "definition.hpp"
#include "lines.hpp"

#include <algorithm>

namespace runrate {
namespace {

// What Markdown reads as its own. An underscore inside a word is none.
std::string escaped(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  std::string escaped, line;
  const auto end_line = [&] {
    escaped += detail::printable(line, "\uFFFD");
    line.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inside_word = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    if (c == '\n' || c == '\r') {
      end_line();
      escaped += "<br>";
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else if (c == '\t') {
      line += ' ';
    } else {
      if (std::string_view("\\|`*[]<>~&").find(c) != std::string_view::npos || (c == '_' && !inside_word)) line += '\\';
      line += c;
    }
  }
  end_line();
  return escaped;
}

// A paragraph of its own: what would make it a heading, a list, a rule or code stands at its beginning only.
std::string paragraph(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string safe = escaped(text);
  if (!text.empty() && std::string_view("#+-=").find(text[0]) != std::string_view::npos) return '\\' + safe;
  if (digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')')) safe.insert(digits, 1, '\\');
  return safe;
}

std::string line_of(const std::vector<std::string>& row) {
  std::string line = "|";
  for (const std::string& cell : row) line += ' ' + escaped(cell) + " |";
  return line + '\n';
}

// Blocks with an empty line between them.
class markdown_text {
public:
  void add(const std::string& block) {
    if (block.empty()) return;
    if (!text_.empty()) text_ += '\n';
    text_ += block;
    if (block.back() != '\n') text_ += '\n';
  }
  void add_heading(std::size_t level, const std::string& text) {
    std::string words = escaped(text);
    if (words.ends_with('#')) words.insert(words.size() - 1, 1, '\\');  // it would close the heading, and not be shown
    add(std::string(level, '#') + ' ' + words);
  }
  void add_facts(const std::vector<std::pair<std::string, std::string>>& facts) {
    std::string list;
    for (const auto& [name, what] : facts) list += "- **" + escaped(name) + "**: " + escaped(what) + '\n';
    add(list);
  }
  std::string text() && { return std::move(text_); }

private:
  std::string text_;
};

struct block_writer {
  markdown_text& to;

  void operator()(const report_heading& h) const {
    to.add_heading(static_cast<std::size_t>(std::clamp(h.level, 2, 6)), h.text);
  }
  void operator()(const report_text& t) const { to.add(paragraph(t.text)); }
  void operator()(const report_facts& f) const { to.add_facts(f.entries); }
  void operator()(const report_table& t) const { to.add(to_markdown(t.content)); }
  void operator()(const chart& c) const {
    to.add_heading(3, c.title());
    to.add(paragraph(c.sentence()));
    to.add(to_markdown(detail::numbers_of(c)));
    for (const std::string& note : c.notes()) to.add(paragraph(note));
  }
  void operator()(const metric_definition& m) const {
    to.add_heading(3, m.name);
    to.add_facts(detail::parts_of(m));
    if (m.reconciliation.empty()) return;
    table way({{"from the reported figure to the metric"}, {"amount", alignment::right}});
    for (const auto& [what, amount] : m.reconciliation) way.add_row({what, amount});
    to.add(to_markdown(way));
  }
};

}  // namespace

std::string to_markdown(const table& t) {
  std::string text, rule = "|";
  std::vector<std::string> titles;
  for (const table_column& column : t.columns()) {
    titles.push_back(detail::titled(column));
    rule += column.align == alignment::right ? " ---: |" : " --- |";
  }
  if (!t.caption().empty()) text += paragraph(t.caption()) + "\n\n";
  text += line_of(titles) + rule + '\n';
  for (const auto& row : t.rows()) text += line_of(row);
  for (const std::string& note : t.notes()) text += '\n' + paragraph(note) + '\n';
  return text;
}

std::string to_markdown(const document& d) {
  markdown_text text;
  text.add_heading(1, d.title());
  for (const report_block& block : d.blocks()) std::visit(block_writer{text}, block);
  return std::move(text).text();
}

}  // namespace runrate
