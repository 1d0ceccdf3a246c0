// [periods] of a scenario file.
#ifndef RUNRATE_SRC_IO_SCENARIO_TIMELINE_HPP
#define RUNRATE_SRC_IO_SCENARIO_TIMELINE_HPP

#include <runrate/model/timeline.hpp>

#include <optional>

#include "toml_document.hpp"

namespace runrate::detail {

// The periods that the file's model runs over; nothing, and an error, where they can't be had.
std::optional<timeline> read_timeline(toml_document& document, const toml::table& root);

}  // namespace runrate::detail

#endif
