# Runs PROGRAM, with ARGUMENTS where they are given, and compares what it prints with the file EXPECTED; the difference is shown.

cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND "${PROGRAM}" ${ARGUMENTS} OUTPUT_FILE "${ACTUAL}" RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  file(READ "${ACTUAL}" text)
  message(FATAL_ERROR "${PROGRAM} ended with ${code}, after printing:\n${text}")
endif()
execute_process(COMMAND diff -u "${EXPECTED}" "${ACTUAL}" RESULT_VARIABLE differs)
if(NOT differs EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} does not print what ${EXPECTED} says: see the difference above.")
endif()
