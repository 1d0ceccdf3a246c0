# XlsxWriter::XlsxWriter: libxlsxwriter, which comes without a package for CMake. Its pkg-config file has the version of
# the shared library's interface; the library's own stands in its header.
find_path(XLSXWRITER_INCLUDE_DIR xlsxwriter.h)
find_library(XLSXWRITER_LIBRARY xlsxwriter)
mark_as_advanced(XLSXWRITER_INCLUDE_DIR XLSXWRITER_LIBRARY)
if(XLSXWRITER_INCLUDE_DIR)
  file(STRINGS "${XLSXWRITER_INCLUDE_DIR}/xlsxwriter.h" XlsxWriter_VERSION REGEX "#define LXW_VERSION ")
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)+" XlsxWriter_VERSION "${XlsxWriter_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(XlsxWriter
  REQUIRED_VARS XLSXWRITER_LIBRARY XLSXWRITER_INCLUDE_DIR VERSION_VAR XlsxWriter_VERSION)

if(XlsxWriter_FOUND AND NOT TARGET XlsxWriter::XlsxWriter)
  add_library(XlsxWriter::XlsxWriter UNKNOWN IMPORTED)
  set_target_properties(XlsxWriter::XlsxWriter PROPERTIES
    IMPORTED_LOCATION "${XLSXWRITER_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${XLSXWRITER_INCLUDE_DIR}")
endif()
