#include "vega_lite_drawings.hpp"

namespace runrate::detail {
namespace {

// Whoever points anywhere gets the nearest point's figures; a click on the legend keeps one series and fades the rest.
constexpr std::string_view lines = R"json({
  "height": 300,
  "transform": [$amounts$],
  "layer": [
    {
      "encoding": {
        "x": {"field": "period", "type": "ordinal", "sort": null, "title": null,
          "axis": {"labelAngle": 0, "labelOverlap": true}},
        "y": {"field": "value", "type": "quantitative", "title": $unit$, "scale": {"zero": false}},
        "color": {"field": "series", "type": "nominal", "sort": null, "title": null, "legend": $legend$}
      },
      "layer": [
        {
          "params": [{"name": "chosen", "select": {"type": "point", "fields": ["series"]}, "bind": "legend"}],
          "mark": {"type": "line", "aria": false},
          "encoding": {
            "strokeDash": {"field": "series", "type": "nominal", "sort": null, "title": null, "legend": $legend$,
              "scale": {"range": [[1, 0], [6, 2], [2, 2], [10, 3], [1, 0], [6, 2, 2, 2], [3, 3], [1, 0],
                [10, 2, 2, 2], [1, 0], [5, 5]]}},
            "opacity": {"condition": {"param": "chosen", "value": 1}, "value": 0.12}
          }
        },
        {
          "params": [
            {"name": "near",
              "select": {"type": "point", "on": "pointerover", "nearest": true, "clear": "pointerout"}}
          ],
          "transform": [{"filter": "isValid(datum.value)"}],
          "mark": {"type": "point", "filled": true, "size": 46, "aria": false},
          "encoding": {
            "opacity": {
              "condition": [{"param": "near", "empty": false, "value": 1}, {"param": "chosen", "value": $dots$}],
              "value": 0
            },
            "tooltip": [
              {"field": "period", "title": "period"},
              {"field": "series", "title": "series"},
              {"field": "value", "type": "quantitative", "format": ",.3f", "title": $unit$}
            ]
          }
        }
      ]
    }$marks$
  ]
})json";

constexpr std::string_view spread = R"json({
  "height": $height$,
  "transform": [
    $amounts$,
    {"calculate": "isValid(datum.high) ? max(datum.high, datum.value) : datum.value", "as": "most"}
  ],
  "layer": [
    {
      "encoding": {
        "y": {"field": "name", "type": "nominal", "sort": null, "title": null},
        "tooltip": [
          {"field": "name", "title": "figure"},
          {"field": "value", "type": "quantitative", "format": ",.3f", "title": $unit$},
          {"field": "low", "type": "quantitative", "format": ",.3f", "title": "from"},
          {"field": "high", "type": "quantitative", "format": ",.3f", "title": "to"}
        ]
      },
      "layer": [
        {
          "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
          "mark": {"type": "bar", "style": "range", "height": 10, "aria": false},
          "encoding": {
            "x": {"field": "low", "type": "quantitative", "title": $unit$, "scale": {"zero": false, "padding": 62}},
            "x2": {"field": "high"}
          }
        },
        {
          "mark": {"type": "point", "style": "up", "filled": true, "size": 80, "opacity": 1, "aria": false},
          "encoding": {"x": {"field": "value", "type": "quantitative", "title": $unit$}}
        },
        {
          "mark": {"type": "text", "align": "left", "dx": 9, "aria": false},
          "encoding": {
            "x": {"field": "most", "type": "quantitative", "title": $unit$},
            "text": {"field": "value", "type": "quantitative", "format": ",.3f"}
          }
        }
      ]
    }$marks$
  ]
})json";

// From top to bottom, so that long names of steps have their place. Where the totals are far from zero and near each
// other the axis does not begin at zero; they are points then, since a bar's length would mislead.
constexpr std::string_view bridge = R"json({
  "height": $height$,
  "transform": [
    $amounts$,
    {"calculate": "isValid(datum.change) ? datum.total - datum.change : 0", "as": "begin"},
    {"calculate": "isValid(datum.change) ? max(datum.begin, datum.total) : datum.total", "as": "most"},
    {"calculate": "isValid(datum.change) ? format(round(1000 * datum.total) / 1000 - round(1000 * datum.begin) / 1000, '+,.3f') : format(datum.total, ',.3f')", "as": "label"},
    {"window": [{"op": "lead", "field": "step", "as": "next"}]}
  ],
  "layer": [
    {
      "encoding": {
        "y": {"field": "step", "type": "nominal", "sort": null, "title": null, "scale": {"paddingInner": 0.3}},
        "tooltip": [
          {"field": "step", "title": "step"},
          {"field": "change", "type": "quantitative", "format": "+,.3f", "title": "change"},
          {"field": "total", "type": "quantitative", "format": ",.3f", "title": $unit$}
        ]
      },
      "layer": [
        {
          "transform": [{"filter": "isValid(datum.next)"}],
          "mark": {"type": "rule", "style": "connector", "aria": false},
          "encoding": {
            "x": {"field": "total", "type": "quantitative", "title": $unit$, "scale": {$axis$}},
            "y2": {"field": "next"}
          }
        },
        {
          "transform": [{"filter": "isValid(datum.change) && datum.change >= 0"}],
          "mark": {"type": "bar", "style": "up", "aria": false},
          "encoding": {"x": {"field": "begin", "type": "quantitative", "title": $unit$}, "x2": {"field": "total"}}
        },
        {
          "transform": [{"filter": "isValid(datum.change) && datum.change < 0"}],
          "mark": {"type": "bar", "style": "down", "aria": false},
          "encoding": {"x": {"field": "begin", "type": "quantitative", "title": $unit$}, "x2": {"field": "total"}}
        },
        {
          "transform": [{"filter": "!isValid(datum.change)"}],
          "mark": $total$,
          "encoding": {"x": {"field": "total", "type": "quantitative", "title": $unit$}}
        },
        {
          "mark": {"type": "text", "align": "left", "dx": 9, "aria": false},
          "encoding": {
            "x": {"field": "most", "type": "quantitative", "title": $unit$},
            "text": {"field": "label", "type": "nominal"}
          }
        }
      ]
    }$marks$
  ]
})json";

constexpr std::string_view tornado = R"json({
  "height": $height$,
  "transform": [$amounts$, {"calculate": "$base$", "as": "base"}],
  "layer": [
    {
      "encoding": {
        "y": {"field": "driver", "type": "nominal", "sort": null, "title": null},
        "tooltip": [
          {"field": "driver", "title": "driver"},
          {"field": "low", "type": "quantitative", "format": ",.6~r", "title": "low"},
          {"field": "at_low", "type": "quantitative", "format": ",.3f", "title": "at the low end"},
          {"field": "high", "type": "quantitative", "format": ",.6~r", "title": "high"},
          {"field": "at_high", "type": "quantitative", "format": ",.3f", "title": "at the high end"}
        ]
      },
      "layer": [
        {
          "mark": {"type": "bar", "aria": false},
          "encoding": {
            "x": {"field": "base", "type": "quantitative", "title": $unit$,
              "scale": {"zero": false, "nice": false, "padding": 56}},
            "x2": {"field": "at_high"},
            "color": {"datum": "driver at its high end", "title": null}
          }
        },
        {
          "mark": {"type": "bar", "aria": false},
          "encoding": {
            "x": {"field": "base", "type": "quantitative", "title": $unit$},
            "x2": {"field": "at_low"},
            "color": {"datum": "driver at its low end", "title": null}
          }
        },
        {
          "mark": {"type": "text", "align": {"expr": "datum.at_low < datum.base ? 'right' : 'left'"},
            "dx": {"expr": "datum.at_low < datum.base ? -5 : 5"}, "aria": false},
          "encoding": {
            "x": {"field": "at_low", "type": "quantitative", "title": $unit$},
            "text": {"field": "low", "type": "quantitative", "format": ",.6~r"}
          }
        },
        {
          "mark": {"type": "text", "align": {"expr": "datum.at_high < datum.base ? 'right' : 'left'"},
            "dx": {"expr": "datum.at_high < datum.base ? -5 : 5"}, "aria": false},
          "encoding": {
            "x": {"field": "at_high", "type": "quantitative", "title": $unit$},
            "text": {"field": "high", "type": "quantitative", "format": ",.6~r"}
          }
        }
      ]
    }$marks$
  ]
})json";

constexpr std::string_view fan = R"json({
  "height": 300,
  "transform": [$amounts$],
  "layer": [
    {
      "encoding": {
        "x": {"field": "period", "type": "ordinal", "sort": null, "title": null,
          "axis": {"labelAngle": 0, "labelOverlap": true}},
        "color": {"field": "line", "type": "nominal", "sort": null, "title": null, "legend": $legend$}
      },
      "layer": [
        {
          "mark": {"type": "area", "aria": false},
          "encoding": {
            "y": {"field": "low90", "type": "quantitative", "title": $unit$, "scale": {"zero": false}},
            "y2": {"field": "high90"},
            "opacity": {"condition": {"param": "chosen", "value": 0.16}, "value": 0.03}
          }
        },
        {
          "mark": {"type": "area", "aria": false},
          "encoding": {
            "y": {"field": "low50", "type": "quantitative", "title": $unit$},
            "y2": {"field": "high50"},
            "opacity": {"condition": {"param": "chosen", "value": 0.28}, "value": 0.05}
          }
        },
        {
          "params": [{"name": "chosen", "select": {"type": "point", "fields": ["line"]}, "bind": "legend"}],
          "mark": {"type": "line", "aria": false},
          "encoding": {
            "y": {"field": "median", "type": "quantitative", "title": $unit$},
            "opacity": {"condition": {"param": "chosen", "value": 1}, "value": 0.12}
          }
        },
        {
          "params": [
            {"name": "near",
              "select": {"type": "point", "on": "pointerover", "nearest": true, "clear": "pointerout"}}
          ],
          "mark": {"type": "point", "filled": true, "size": 46, "aria": false},
          "encoding": {
            "y": {"field": "median", "type": "quantitative", "title": $unit$},
            "opacity": {
              "condition": [{"param": "near", "empty": false, "value": 1}, {"param": "chosen", "value": $dots$}],
              "value": 0
            },
            "tooltip": [
              {"field": "period", "title": "period"},
              {"field": "line", "title": "line"},
              {"field": "high90", "type": "quantitative", "format": ",.3f", "title": "5 in 100 above"},
              {"field": "high50", "type": "quantitative", "format": ",.3f", "title": "25 in 100 above"},
              {"field": "median", "type": "quantitative", "format": ",.3f", "title": "median"},
              {"field": "low50", "type": "quantitative", "format": ",.3f", "title": "25 in 100 below"},
              {"field": "low90", "type": "quantitative", "format": ",.3f", "title": "5 in 100 below"}
            ]
          }
        }
      ]
    }$marks$
  ]
})json";

constexpr std::string_view distribution = R"json({
  "height": 240,
  "transform": [$amounts$],
  "layer": [
    {
      "mark": {"type": "rect", "style": "class", "aria": false},
      "encoding": {
        "x": {"field": "from", "type": "quantitative", "title": $unit$, "scale": {"zero": false, "nice": false}},
        "x2": {"field": "to"},
        "y": {"field": "share", "type": "quantitative", "title": "share of trials", "axis": {"format": "~%"}},
        "y2": {"datum": 0},
        "tooltip": [
          {"field": "from", "type": "quantitative", "format": ",.3f", "title": "from"},
          {"field": "to", "type": "quantitative", "format": ",.3f", "title": "to"},
          {"field": "share", "type": "quantitative", "format": ".1%", "title": "share of trials"}
        ]
      }
    }$marks$
  ]
})json";

constexpr std::string_view cumulative = R"json({
  "height": 260,
  "transform": [$amounts$],
  "layer": [
    {
      "encoding": {
        "x": {"field": "value", "type": "quantitative", "title": $unit$, "scale": {"zero": false}},
        "y": {"field": "probability", "type": "quantitative", "title": "probability of that or less",
          "scale": {"domain": [0, 1]}, "axis": {"format": "~%"}}
      },
      "layer": [
        {"mark": {"type": "line", "style": "up", "aria": false}},
        {
          "params": [
            {"name": "near",
              "select": {"type": "point", "on": "pointerover", "nearest": true, "clear": "pointerout"}}
          ],
          "mark": {"type": "point", "style": "up", "filled": true, "size": 46, "aria": false},
          "encoding": {
            "opacity": {"condition": {"param": "near", "empty": false, "value": 1}, "value": 0},
            "tooltip": [
              {"field": "value", "type": "quantitative", "format": ",.3f", "title": $unit$},
              {"field": "probability", "type": "quantitative", "format": ".1%", "title": "that or less"}
            ]
          }
        }
      ]
    }$marks$
  ]
})json";

constexpr std::string_view errors = R"json({
  "height": $height$,
  "transform": [{"calculate": "max(datum.error, isValid(datum.bias) ? datum.bias : 0)", "as": "most"}],
  "encoding": {
    "y": {"field": "method", "type": "nominal", "sort": null, "title": null},
    "tooltip": [
      {"field": "method", "title": "method"},
      {"field": "error", "type": "quantitative", "format": ".1%", "title": "error"},
      {"field": "bias", "type": "quantitative", "format": "+.1%", "title": "bias"}
    ]
  },
  "layer": [
    {
      "mark": {"type": "bar", "height": {"band": 0.5}, "opacity": 1, "aria": false},
      "encoding": {
        "x": {"field": "error", "type": "quantitative", "title": "error", "axis": {"format": "~%"},
          "scale": {$axis$}},
        "color": {"datum": "error", "title": null}
      }
    },
    {
      "transform": [{"filter": "isValid(datum.bias)"}],
      "mark": {"type": "tick", "thickness": 5, "bandSize": 24, "opacity": 1, "aria": false},
      "encoding": {
        "x": {"field": "bias", "type": "quantitative", "title": "error"},
        "color": {"datum": "bias", "title": null}
      }
    },
    {
      "mark": {"type": "text", "align": "left", "dx": 8, "aria": false},
      "encoding": {
        "x": {"field": "most", "type": "quantitative", "title": "error"},
        "text": {"field": "error", "type": "quantitative", "format": ".1%"}
      }
    }
  ]
})json";

}  // namespace

std::string_view drawing_template(chart_kind kind) {
  switch (kind) {
    case chart_kind::lines: return lines;
    case chart_kind::spread: return spread;
    case chart_kind::bridge: return bridge;
    case chart_kind::tornado: return tornado;
    case chart_kind::fan: return fan;
    case chart_kind::distribution: return distribution;
    case chart_kind::cumulative: return cumulative;
    case chart_kind::errors: return errors;
  }
  return lines;
}

}  // namespace runrate::detail
