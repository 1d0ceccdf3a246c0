// A report as one HTML file that opens offline.
#ifndef RUNRATE_REPORT_HTML_HPP
#define RUNRATE_REPORT_HTML_HPP

#include <runrate/report/document.hpp>

#include <string>
#include <string_view>

namespace runrate {

struct html_options {
  std::string_view language = "en";  ///< of the text: BCP 47
  bool scripts = true;               ///< without: charts are pictures, and the page is small and runs nothing
};

/// The page: text, tables and charts, with everything it needs in it. It asks for nothing from anywhere, and says so to
/// the browser (Content-Security-Policy).
///
/// Charts are Vega-Lite specifications that vega-embed draws in the browser; their numbers are read from the tables of
/// data beside them, so that what is drawn is what stands there. Where the library was built without the drawing
/// (`RUNRATE_HTML` off), charts are pictures in SVG by `to_svg`, and the page says what is missing.
///
///     document page("AWS at the end of 2025");
///     page.add(report_text{"Times four runs ahead of the trailing year."});
///     const auto written = write_file("report.html", to_html(page));
std::string to_html(const document& d, const html_options& options = {});

/// Whether the library was built with vega-embed.
bool html_draws_charts();

/// A chart as a Vega-Lite specification (version 6) in JSON, with its data: for notebooks.
std::string to_vega_lite(const chart& c);

/// A chart as an SVG picture of so many pixels: marks, axes and labels, without interaction.
std::string to_svg(const chart& c, int width = 720, int height = 360);

}  // namespace runrate

#endif
