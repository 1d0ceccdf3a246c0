#include "svg_picture.hpp"

#include <runrate/report/table.hpp>

#include "characters.hpp"

#include <fmt/format.h>

#include <cmath>

namespace runrate::detail {
namespace {

// Series in colours that people who see few can tell apart (after Okabe and Ito, Color Universal Design, 2008), darker
// on white and lighter on black for a contrast of 3 to 1. `d1` to `d3` are dashes, for when there are more series.
constexpr std::string_view style = R"(<style>
.runrate-chart{font:12px system-ui,sans-serif}
.runrate-chart text{fill:#1f2328}
.runrate-chart .muted{fill:#59636e}
.runrate-chart .title{font-size:15px;font-weight:600}
.runrate-chart .ground{fill:#fff}
.runrate-chart .grid{stroke:#e3e6ea}
.runrate-chart .axis{stroke:#818b98}
.runrate-chart .mark{stroke:#1f2328;stroke-width:1.5;stroke-dasharray:5 3}
.runrate-chart .band{fill:#1f2328;fill-opacity:.13}
.runrate-chart .dot{fill:#1f2328;stroke:#fff;stroke-width:1.5}
.runrate-chart .halo{stroke:#fff;stroke-width:4;stroke-opacity:.6}
.runrate-chart .s0{color:#0072b2}
.runrate-chart .s1{color:#c94f00}
.runrate-chart .s2{color:#00805c}
.runrate-chart .s3{color:#b0508a}
.runrate-chart .s4{color:#8a6a00}
.runrate-chart .s5{color:#2a8fc9}
.runrate-chart .s6{color:#6e7781}
.runrate-chart .line{stroke:currentColor;stroke-width:2;fill:none;stroke-linejoin:round;stroke-linecap:round}
.runrate-chart .thin{stroke:currentColor}
.runrate-chart .fill{fill:currentColor}
.runrate-chart .pale{fill:currentColor;fill-opacity:.17}
.runrate-chart .twice{fill:currentColor;fill-opacity:.31}
.runrate-chart .d1{stroke-dasharray:7 4}
.runrate-chart .d2{stroke-dasharray:2 4}
.runrate-chart .d3{stroke-dasharray:9 3 2 3}
@media(prefers-color-scheme:dark){
.runrate-chart text{fill:#f0f3f6}
.runrate-chart .muted{fill:#a8b1bb}
.runrate-chart .ground{fill:#0d1117}
.runrate-chart .grid{stroke:#272d35}
.runrate-chart .axis{stroke:#7d8590}
.runrate-chart .mark{stroke:#f0f3f6}
.runrate-chart .band{fill:#f0f3f6;fill-opacity:.18}
.runrate-chart .dot{fill:#f0f3f6;stroke:#0d1117}
.runrate-chart .halo{stroke:#0d1117}
.runrate-chart .s0{color:#56b4e9}
.runrate-chart .s1{color:#ff9d5c}
.runrate-chart .s2{color:#3dcca0}
.runrate-chart .s3{color:#e79ac6}
.runrate-chart .s4{color:#e6d44a}
.runrate-chart .s5{color:#a5d8ff}
.runrate-chart .s6{color:#b4bcc6}
.runrate-chart .pale{fill-opacity:.25}
.runrate-chart .twice{fill-opacity:.44}
}
</style>
)";

// XML's text, also between double quotes. Two code points of Unicode may not stand in XML (XML 1.0, production 2).
std::string escaped(std::string_view text) {
  std::string safe;
  const std::string clean = printable(text, "\uFFFD");
  for (std::string_view rest = clean; !rest.empty();) {
    const auto [c, length] = first_character(rest);
    switch (c) {
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '&': safe += "&amp;"; break;
      case '"': safe += "&quot;"; break;
      case 0xFFFE:
      case 0xFFFF: safe += "\uFFFD"; break;
      default: safe += rest.substr(0, length);
    }
    rest.remove_prefix(length);
  }
  return safe;
}

// Of the widest usual sans-serif fonts, in em.
double em_of(char32_t c, std::string_view character) {
  if (c >= 0x80) return c < 0x300 ? 0.65 : 0.75 * static_cast<double>(display_width(character));
  if (std::string_view("mwMW@%").find(static_cast<char>(c)) != std::string_view::npos) return 0.98;
  if (std::string_view(" ijlft.,:;'|!()[]").find(static_cast<char>(c)) != std::string_view::npos) return 0.42;
  return c >= 'A' && c <= 'Z' ? 0.74 : 0.64;
}

}  // namespace

double text_width(std::string_view text, double font_size) {
  double width = 0;
  while (!text.empty()) {
    const auto [c, length] = first_character(text);
    width += em_of(c, text.substr(0, length));
    text.remove_prefix(length);
  }
  return width * font_size;
}

std::string cut_to_width(std::string_view text, double width, double font_size) {
  std::string clean = printable(text, "\uFFFD");
  if (text_width(clean, font_size) <= width) return clean;
  double used = font_size;  // of the ellipsis
  std::size_t kept = 0;
  while (kept < clean.size()) {
    const std::string_view rest = std::string_view(clean).substr(kept);
    const auto [c, length] = first_character(rest);
    used += em_of(c, rest.substr(0, length)) * font_size;
    if (used > width) break;
    kept += length;
  }
  return clean.substr(0, kept) + "…";
}

std::string short_number(double value) {
  const double rounded = std::round(value * 100) / 100 + 0.0;
  std::string text = fmt::format("{:.2f}", rounded);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

svg_picture::svg_picture(int width, int height, std::string_view title, std::string_view sentence)
    : svg_(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"runrate-chart\" role=\"img\" width=\"{0}\" "
                       "height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n<title>{2}</title>\n<desc>{3}</desc>\n{4}",
                       width, height, escaped(title), escaped(sentence), style)) {
  rectangle({0, 0, static_cast<double>(width), static_cast<double>(height)}, "ground");
}

void svg_picture::line(point from, point to, std::string_view classes) {
  svg_ += fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", classes, short_number(from.x),
                      short_number(from.y), short_number(to.x), short_number(to.y));
}

void svg_picture::rectangle(const box& at, std::string_view classes) {
  svg_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", classes,
                      short_number(at.left), short_number(at.top), short_number(std::max(at.width(), 0.0)),
                      short_number(std::max(at.height(), 0.0)));
}

void svg_picture::circle(point at, double radius, std::string_view classes) {
  svg_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", classes, short_number(at.x),
                      short_number(at.y), short_number(radius));
}

void svg_picture::polyline(const std::vector<point>& points, std::string_view classes) {
  shape("polyline", points, classes);
}

void svg_picture::polygon(const std::vector<point>& points, std::string_view classes) {
  shape("polygon", points, classes);
}

void svg_picture::shape(std::string_view name, const std::vector<point>& points, std::string_view classes) {
  svg_ += fmt::format("<{} class=\"{}\" points=\"", name, classes);
  for (std::size_t i = 0; i < points.size(); ++i) {
    svg_ += fmt::format("{}{},{}", i > 0 ? " " : "", short_number(points[i].x), short_number(points[i].y));
  }
  svg_ += "\"/>\n";
}

void svg_picture::text(point at, std::string_view text, std::string_view classes, text_anchor anchor) {
  const char* const where = anchor == text_anchor::start    ? ""
                            : anchor == text_anchor::middle ? " text-anchor=\"middle\""
                                                            : " text-anchor=\"end\"";
  svg_ += fmt::format("<text{}{} x=\"{}\" y=\"{}\">{}</text>\n",
                      classes.empty() ? "" : fmt::format(" class=\"{}\"", classes), where, short_number(at.x),
                      short_number(at.y), escaped(text));
}

std::string svg_picture::finished() && { return std::move(svg_) + "</svg>\n"; }

}  // namespace runrate::detail
