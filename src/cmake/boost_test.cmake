# runrate_discover_boost_tests(<program>): asks the program for its cases each time it was built, and registers
# each with CTest as <program>/<suite>/<case>. A data test case is one test; so are a template's instances.

set(RUNRATE_DISCOVER_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/discover_boost_tests.cmake")

function(runrate_discover_boost_tests target)
  set(tests_file "${CMAKE_CURRENT_BINARY_DIR}/${target}_tests.cmake")
  set(include_file "${CMAKE_CURRENT_BINARY_DIR}/${target}_include.cmake")
  add_custom_command(TARGET ${target} POST_BUILD
    BYPRODUCTS "${tests_file}"
    COMMAND ${CMAKE_COMMAND} -D "PROGRAM=$<TARGET_FILE:${target}>" -D "NAME=${target}" -D "OUTPUT=${tests_file}"
      -P "${RUNRATE_DISCOVER_SCRIPT}"
    VERBATIM)
  # A program that was never built is a failing test, not a missing one.
  file(WRITE "${include_file}"
    "if(EXISTS \"${tests_file}\")\n  include(\"${tests_file}\")\nelse()\n"
    "  add_test(${target}_was_not_built ${target}_was_not_built)\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${include_file}")
endfunction()
