// The columns of a chart in text: a label, numbers, and a drawing in what room they leave.
#ifndef RUNRATE_SRC_REPORT_TEXT_COLUMNS_HPP
#define RUNRATE_SRC_REPORT_TEXT_COLUMNS_HPP

#include <runrate/report/table.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace runrate::detail {

struct text_column {
  std::string header;
  alignment align = alignment::right;
  std::vector<std::string> cells{};
  bool is_spare = true;           // goes, with the other ones, where there is no room
  std::vector<int> renditions{};  // of each cell, for a terminal that is styled; 0 for none

  std::size_t width() const;
};

class text_columns {
public:
  explicit text_columns(std::size_t most) : most_(most) {}

  // The first column is the label.
  void add(text_column column);
  std::size_t count() const { return all_.size(); }
  // How many columns a drawing may have; the label is cut for it, and spare columns go. 0 where there is no room.
  std::size_t room();
  void draw(std::size_t before, text_column drawing);
  std::string text(text_style style) const;

private:
  std::size_t left() const;
  void cut_label(std::size_t columns);

  std::size_t most_;
  std::vector<text_column> all_;
};

}  // namespace runrate::detail

#endif
