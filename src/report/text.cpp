// A document as text.
#include <runrate/report/document.hpp>

#include "characters.hpp"
#include "chart_text.hpp"
#include "definition.hpp"
#include "lines.hpp"

#include <algorithm>

namespace runrate {
namespace {

using named_texts = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t between = 2;

class text_writer {
public:
  explicit text_writer(const text_options& options) : options_(options) {}

  void add_title(const std::string& title) { add_ruled(title, '='); }
  std::string text() && { return std::move(text_); }

  void operator()(const report_heading& h) { add_ruled(h.text, h.level <= 2 ? '-' : '~'); }
  void operator()(const report_text& t) {
    begin_block();
    add_wrapped(t.text);
  }
  void operator()(const report_facts& f) {
    begin_block();
    add_named(f.entries);
  }
  void operator()(const report_table& t) {
    begin_block();
    text_ += to_text(options_.columns == 0 ? t.content : fitted(t, options_.columns), options_.style);
  }
  void operator()(const chart& c) {
    constexpr std::size_t columns_elsewhere = 100;
    begin_block();
    const std::string unit = scale_of(c).name;
    for (const std::string& line : lines(unit.empty() ? c.title() : c.title() + " (" + unit + ")")) {
      text_ += bold(line) + '\n';
    }
    add_wrapped(c.sentence());
    text_ +=
        '\n' + detail::drawn_in_text(c, options_.columns == 0 ? columns_elsewhere : options_.columns, options_.style);
    if (!c.notes().empty()) text_ += '\n';
    for (const std::string& note : c.notes()) add_wrapped(note);
  }
  void operator()(const metric_definition& m) {
    begin_block();
    for (const std::string& line : lines(m.name)) text_ += bold(line) + '\n';
    add_named(detail::parts_of(m));
    if (m.reconciliation.empty()) return;
    text_ += '\n';
    add_sum(m.reconciliation);
  }

private:
  void begin_block() {
    if (!text_.empty()) text_ += '\n';
  }
  std::string bold(const std::string& text) const { return detail::rendered(text, 1, options_.style); }

  // In lines as wide as there is room, less an indent.
  std::vector<std::string> lines(const std::string& text, std::size_t indent = 0) const {
    const std::size_t width = options_.columns == 0           ? static_cast<std::size_t>(-1)
                              : options_.columns > indent + 1 ? options_.columns - indent
                                                              : 1;
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      for (std::string& line : detail::wrapped(detail::printable(text.substr(begin, end - begin)), width)) {
        all.push_back(std::move(line));
      }
      begin = end + 1;
    }
    return all;
  }
  void add_wrapped(const std::string& text) {
    for (const std::string& line : lines(text)) text_ += line + '\n';
  }
  void add_ruled(const std::string& heading, char rule) {
    begin_block();
    std::size_t widest = 0;
    for (const std::string& line : lines(heading)) {
      text_ += bold(line) + '\n';
      widest = std::max(widest, display_width(line));
    }
    if (options_.columns != 0) widest = std::min(widest, options_.columns);
    text_ += std::string(widest, rule) + '\n';
  }

  // Names, and beside them what they are; a name that is too long has a line of its own.
  void add_named(const named_texts& all) {
    constexpr std::size_t longest_elsewhere = 30;
    const std::size_t longest = options_.columns == 0 ? longest_elsewhere : options_.columns / 3;
    std::size_t name_width = 0;
    for (const auto& [name, what] : all) {
      const std::size_t width = display_width(detail::printable(name));
      if (width <= longest) name_width = std::max(name_width, width);
    }
    const std::size_t indent = name_width + between;
    for (const auto& [name, what] : all) {
      std::string label = detail::printable(name);
      if (display_width(label) > longest) {
        for (const std::string& line : lines(name)) text_ += line + '\n';
        label.clear();
      }
      for (const std::string& line : lines(what, indent)) {
        std::string whole = detail::padded(label, indent) + line;
        text_ += whole.erase(whole.find_last_not_of(' ') + 1) + '\n';
        label.clear();
      }
    }
  }

  // Amounts below each other, with a rule above the last, which is their sum. Labels stand before them, or above where
  // there is no room.
  void add_sum(const named_texts& all) {
    constexpr std::size_t least_label = 12;
    std::size_t label_width = 0, amount_width = 0;
    for (const auto& [name, amount] : all) amount_width = std::max(amount_width, shown_width(amount));
    const bool is_above = options_.columns != 0 && options_.columns < least_label + between + amount_width;
    std::vector<std::vector<std::string>> labels;
    for (const auto& [name, amount] : all) {
      labels.push_back(lines(name, is_above ? 0 : amount_width + between));
      if (is_above) labels.back().emplace_back();
      for (const std::string& line : labels.back()) label_width = std::max(label_width, display_width(line));
    }
    if (is_above) label_width = options_.columns > amount_width ? options_.columns - amount_width : 0;
    const std::size_t indent = is_above ? label_width : label_width + between;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_sum = i + 1 == all.size() && i > 0;
      if (is_sum) text_ += std::string(indent, ' ') + std::string(amount_width, '-') + '\n';
      for (std::size_t k = 0; k + 1 < labels[i].size(); ++k) text_ += labels[i][k] + '\n';
      text_ += detail::padded(labels[i].back(), indent) +
               detail::padded_left(detail::printable(all[i].second), amount_width) + '\n';
    }
  }
  static std::size_t shown_width(const std::string& text) { return display_width(detail::printable(text)); }

  text_options options_;
  std::string text_;
};

}  // namespace

std::string to_text(const document& d, const text_options& options) {
  text_writer writer(options);
  writer.add_title(d.title());
  for (const report_block& block : d.blocks()) std::visit(writer, block);
  return std::move(writer).text();
}

}  // namespace runrate
