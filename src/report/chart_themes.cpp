#include "vega_lite.hpp"

#include <string>

namespace runrate::detail {
namespace {

// What differs between the themes. The categories have a contrast of 3:1 or more to the page (WCAG 2.2, 1.4.11), and
// are as far apart as eight can be for eyes that lack one of their three cones (simulated by Machado, Oliveira and
// Fernandes, IEEE Transactions on Visualization and Computer Graphics 15, 2009); dashes tell them apart as well.
struct palette {
  std::string_view background, page, text, faint, grid, total, categories;
};

constexpr palette light{.background = "null",
                        .page = "#ffffff",
                        .text = "#22272e",
                        .faint = "#59636e",
                        .grid = "#e3e7eb",
                        .total = "#6b7683",
                        .categories = R"("#0072b2","#c94f00","#2ba55b","#6200ab",)"
                                      R"("#4a92ff","#704420","#b94379","#2b2b2b")"};
constexpr palette dark{.background = "null",
                       .page = "#14171a",
                       .text = "#e6e9ec",
                       .faint = "#a9b2bb",
                       .grid = "#2f363d",
                       .total = "#98a3ae",
                       .categories = R"("#58b4f0","#ff9257","#23996f","#b569ab",)"
                                     R"("#d9dc4a","#7d83ff","#f2f2f2","#ffcba8")"};

// The text with $names$ replaced.
std::string theme(const palette& p) {
  constexpr std::string_view text =
      R"({"background":$background$,"font":"system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif",)"
      R"("padding":{"left":2,"right":8,"top":4,"bottom":4},"view":{"stroke":null},)"
      R"("title":{"anchor":"start","frame":"group","color":"$text$","subtitleColor":"$faint$","fontSize":15,)"
      R"("fontWeight":600,"subtitleFontSize":12,"subtitlePadding":5,"offset":14,"limit":620},)"
      R"("axis":{"labelColor":"$faint$","titleColor":"$faint$","gridColor":"$grid$","domainColor":"$faint$",)"
      R"("tickColor":"$faint$","labelFontSize":12,"titleFontSize":12,"titleFontWeight":"normal","labelPadding":6,)"
      R"("labelLimit":190,"titleLimit":320},)"
      R"("axisY":{"domain":false,"ticks":false,"titleAngle":0,"titleAlign":"left","titleBaseline":"bottom",)"
      R"("titleAnchor":"end","titleX":0,"titleY":-12,"tickCount":6},)"
      R"("axisX":{"titlePadding":8,"tickCount":6},"axisXPoint":{"grid":false},"axisXBand":{"grid":false},)"
      R"("axisYBand":{"grid":false,"labelColor":"$text$"},)"
      R"("legend":{"labelColor":"$text$","titleColor":"$faint$","labelFontSize":12,"labelLimit":260,)"
      R"("orient":"bottom","direction":"horizontal","symbolStrokeWidth":2.5,"symbolSize":120,"columnPadding":18,)"
      R"("rowPadding":6,"offset":14,"columns":4},)"
      R"("line":{"strokeWidth":2.2,"strokeJoin":"round","strokeCap":"butt"},"point":{"strokeWidth":0},)"
      R"("bar":{"cornerRadius":1.5},"text":{"color":"$text$","fontSize":12},"rule":{"color":"$faint$"},)"
      R"("range":{"category":[$categories$]},)"
      R"("style":{"up":{"color":"$first$"},"down":{"color":"$second$"},"total":{"color":"$total$"},)"
      R"("class":{"color":"$first$","stroke":"$page$","strokeWidth":0.5},)"
      R"("range":{"color":"$first$","opacity":0.35,"cornerRadius":5},)"
      R"("connector":{"color":"$faint$","strokeWidth":1,"strokeDash":[2,2]},)"
      R"("claim":{"color":"$text$","strokeWidth":1.5,"strokeDash":[5,3]},)"
      R"("claim-band":{"color":"$faint$","opacity":0.22},)"
      R"("claim-label":{"color":"$text$","fontSize":12,"fontStyle":"italic"}}})";
  std::string filled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      filled += text[i];
      continue;
    }
    const std::size_t end = text.find('$', i + 1);
    const std::string_view name = text.substr(i + 1, end - i - 1);
    constexpr std::size_t colour = 7;  // "#0072b2"
    filled += name == "background"   ? p.background
              : name == "page"       ? p.page
              : name == "text"       ? p.text
              : name == "faint"      ? p.faint
              : name == "grid"       ? p.grid
              : name == "total"      ? p.total
              : name == "categories" ? p.categories
              : name == "first"      ? p.categories.substr(1, colour)
                                     : p.categories.substr(colour + 4, colour);
    i = end;
  }
  return filled;
}

}  // namespace

std::string_view light_chart_theme() {
  static const std::string text = [] {
    palette on_paper = light;
    on_paper.background = R"("#ffffff")";
    return theme(on_paper);
  }();
  return text;
}

std::string_view chart_themes() {
  static const std::string text = R"({"light":)" + theme(light) + R"(,"dark":)" + theme(dark) + "}";
  return text;
}

}  // namespace runrate::detail
