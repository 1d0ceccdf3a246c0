# What every target of this project is compiled with, and the compilers that can do it.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(runrate_oldest 12)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(runrate_oldest 14)
else()
  set(runrate_oldest 0)
endif()
if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS runrate_oldest)
  message(FATAL_ERROR "runrate needs g++ 12 or clang 14 or later, and ${CMAKE_CXX_COMPILER} is "
    "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}: choose another with -D CMAKE_CXX_COMPILER=g++-12.")
endif()

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
  endif()
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

  find_program(RUNRATE_CCACHE ccache)
  if(RUNRATE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # A precompiled header is cached only where ccache may overlook its time stamps.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros"
      "${RUNRATE_CCACHE}")
  endif()

  if(RUNRATE_SANITIZE)
    add_compile_options(-fsanitize=${RUNRATE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${RUNRATE_SANITIZE})
  endif()
endif()

# `runrate_options`: for our own files only, never passed on to a user.
add_library(runrate_options INTERFACE)
target_compile_features(runrate_options INTERFACE cxx_std_20)
target_compile_options(runrate_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<BOOL:${RUNRATE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 takes the inlined copies of std::string for overlaps and overruns, as in "text" + text:
  # https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651. The sanitizers look for the real ones.
  target_compile_options(runrate_options INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
    -Wno-stringop-overread)
endif()

if(RUNRATE_USE_BOOST_INT128)
  # A decimal is taken by value where it is 16 bytes; with Boost's integers it is twice that.
  target_compile_options(runrate_options INTERFACE -Wno-range-loop-construct)
endif()

# runrate_configure(<target>): our dialect and warnings.
function(runrate_configure target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:runrate_options>)
endfunction()
