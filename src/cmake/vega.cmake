# The drawing of the HTML page's charts: vega, vega-lite and vega-embed, of exactly the versions and contents that
# src/report/vega.sha256 names, from the registry that npm is set up with. They go into the build folder.
#
# Sets runrate_vega to the file with all three, or to nothing.

set(RUNRATE_HTML AUTO CACHE STRING
  "Fetch vega-embed, which draws the charts of HTML pages: ON, OFF, or AUTO (at the top level, where npm is there)")
set_property(CACHE RUNRATE_HTML PROPERTY STRINGS AUTO ON OFF)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/src/report/vega.sha256" "${PROJECT_SOURCE_DIR}/src/report/vega_notices.txt")

# runrate_fetch_package(<out> <name> <sha256> <folder>): out is empty when <folder>/<name> is there, else says why not.
function(runrate_fetch_package out name sha256 folder)
  set(${out} "" PARENT_SCOPE)
  set(file "${folder}/${name}")
  if(EXISTS "${file}")
    file(SHA256 "${file}" found)
    if(found STREQUAL sha256)
      return()
    endif()
  endif()
  if(NOT RUNRATE_NPM)
    set(${out} "npm was not found (on Debian and Ubuntu: apt-get install npm)" PARENT_SCOPE)
    return()
  endif()
  string(REGEX REPLACE "-([0-9.]+)\\.tgz$" "@\\1" package "${name}")
  execute_process(COMMAND "${RUNRATE_NPM}" pack "${package}" --prefer-offline --ignore-scripts --fetch-retries=1
      --fetch-timeout=20000 --loglevel=error
    WORKING_DIRECTORY "${folder}" TIMEOUT 90
    OUTPUT_QUIET ERROR_VARIABLE error RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    string(REGEX REPLACE "\n.*" "" error "${error}")
    set(${out} "npm pack ${package} failed (${code}) ${error}" PARENT_SCOPE)
    return()
  endif()
  file(SHA256 "${file}" found)
  if(NOT found STREQUAL sha256)
    set(${out} "${name} has the SHA-256 ${found} and not ${sha256}, which src/report/vega.sha256 has" PARENT_SCOPE)
  endif()
endfunction()

# Puts the three files into one, with their licenses before it: <out> is empty, or says why not.
function(runrate_make_vega out to)
  set(folder "${PROJECT_BINARY_DIR}/vega")
  file(MAKE_DIRECTORY "${folder}")
  file(STRINGS "${PROJECT_SOURCE_DIR}/src/report/vega.sha256" packages)
  set(licenses "")
  set(scripts "")
  foreach(line IN LISTS packages)
    string(REGEX MATCH "^([0-9a-f]+)  (([a-z-]+)-[0-9.]+\\.tgz)$" line "${line}")
    set(sha256 "${CMAKE_MATCH_1}")
    set(file "${CMAKE_MATCH_2}")
    set(name "${CMAKE_MATCH_3}")
    runrate_fetch_package(problem "${file}" "${sha256}" "${folder}")
    if(problem)
      set(${out} "${problem}" PARENT_SCOPE)
      return()
    endif()
    file(ARCHIVE_EXTRACT INPUT "${folder}/${file}" DESTINATION "${folder}/${name}"
      PATTERNS "package/build/${name}.min.js" "package/LICENSE")
    file(READ "${folder}/${name}/package/LICENSE" license)
    file(READ "${folder}/${name}/package/build/${name}.min.js" script)
    string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*" "" script "${script}")
    string(APPEND licenses "${file}\n\n${license}\n")
    string(APPEND scripts "${script};\n")
  endforeach()
  file(READ "${PROJECT_SOURCE_DIR}/src/report/vega_notices.txt" notices)
  set(content "/*\n${licenses}\n${notices}*/\n${scripts}")
  # What would end the script element that it stands in, or the text literal.
  string(TOLOWER "${content}" lower)
  foreach(sign IN ITEMS "</script" "<script" "<!--" ")runrate\"")
    string(FIND "${lower}" "${sign}" at)
    if(NOT at EQUAL -1)
      set(${out} "the scripts contain ${sign}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  file(WRITE "${to}" "${content}")
  set(${out} "" PARENT_SCOPE)
endfunction()

set(runrate_vega "")
find_program(RUNRATE_NPM npm)
mark_as_advanced(RUNRATE_NPM)
set(runrate_wants_html "${RUNRATE_HTML}")
if(RUNRATE_HTML STREQUAL "AUTO")
  set(runrate_wants_html OFF)
  if(PROJECT_IS_TOP_LEVEL AND RUNRATE_NPM)
    set(runrate_wants_html ON)
  endif()
endif()
if(runrate_wants_html)
  runrate_make_vega(runrate_problem "${PROJECT_BINARY_DIR}/vega/vega.js")
  if(NOT runrate_problem)
    set(runrate_vega "${PROJECT_BINARY_DIR}/vega/vega.js")
  elseif(RUNRATE_HTML STREQUAL "AUTO")
    message(WARNING "HTML pages will have pictures in place of charts that can be explored: ${runrate_problem}. "
      "-D RUNRATE_HTML=OFF goes without; or put the files that src/report/vega.sha256 names into "
      "${PROJECT_BINARY_DIR}/vega.")
  else()
    message(FATAL_ERROR "RUNRATE_HTML is ${RUNRATE_HTML}, but ${runrate_problem}. -D RUNRATE_HTML=OFF goes without; "
      "or put the files that src/report/vega.sha256 names into ${PROJECT_BINARY_DIR}/vega.")
  endif()
endif()

# runrate_embed(<target> <name> <file>): `constexpr std::string_view runrate::detail::<name>`, declared in
# src/report/page_parts.hpp, with the file's content, and <name>_sha256; both empty where no file is given.
function(runrate_embed target name file)
  set(text "")
  set(sha256 "")
  if(file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    file(SHA256 "${file}" sha256)
  endif()
  set(to "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  file(WRITE "${to}.new"
    "#include \"${PROJECT_SOURCE_DIR}/src/report/page_parts.hpp\"\n\n"
    "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
    "const std::string_view runrate::detail::${name} = R\"runrate(${text})runrate\";\n"
    "const std::string_view runrate::detail::${name}_sha256 = \"${sha256}\";\n")
  file(COPY_FILE "${to}.new" "${to}" ONLY_IF_DIFFERENT)
  target_sources(${target} PRIVATE "${to}")
endfunction()
