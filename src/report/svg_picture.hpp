// A picture in SVG: shapes and text, in classes that a style sheet inside gives colours for light and dark.
#ifndef RUNRATE_SRC_REPORT_SVG_PICTURE_HPP
#define RUNRATE_SRC_REPORT_SVG_PICTURE_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace runrate::detail {

struct point {
  double x, y;
};

struct box {
  double left, top, right, bottom;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

enum class text_anchor { start, middle, end };

// What a text takes, roughly: fonts differ, and which is there is not known.
double text_width(std::string_view text, double font_size = 12);
// Cut for so much room, with an ellipsis.
std::string cut_to_width(std::string_view text, double width, double font_size = 12);
// Two places at most, without zeros behind them.
std::string short_number(double value);

class svg_picture {
public:
  // The title and the sentence are for who can't see it.
  svg_picture(int width, int height, std::string_view title, std::string_view sentence);

  void line(point from, point to, std::string_view classes);
  void rectangle(const box& at, std::string_view classes);
  void circle(point at, double radius, std::string_view classes);
  void polyline(const std::vector<point>& points, std::string_view classes);
  void polygon(const std::vector<point>& points, std::string_view classes);
  void text(point at, std::string_view text, std::string_view classes = {}, text_anchor anchor = text_anchor::start);

  std::string finished() &&;

private:
  void shape(std::string_view name, const std::vector<point>& points, std::string_view classes);

  std::string svg_;
};

}  // namespace runrate::detail

#endif
