# What `cmake --install` puts down: headers, libraries, the program, and packages for CMake and pkg-config.
# Nothing in them names the prefix, so that an installed tree can be moved.

include(CMakePackageConfigHelpers)

set(runrate_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/runrate")
set(runrate_pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.hpp")
install(TARGETS runrate_core EXPORT runrate_core)
install(TARGETS runrate runrate_compiled runrate_io runrate_report EXPORT runrate_compiled)
if(TARGET runrate_program)
  install(TARGETS runrate_program)
endif()
if(EXISTS "${PROJECT_SOURCE_DIR}/LICENSE")
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
endif()

install(EXPORT runrate_core NAMESPACE runrate:: DESTINATION "${runrate_cmake_dir}" FILE runrateCoreTargets.cmake)
install(EXPORT runrate_compiled NAMESPACE runrate:: DESTINATION "${runrate_cmake_dir}"
  FILE runrateCompiledTargets.cmake)
configure_package_config_file("${PROJECT_SOURCE_DIR}/src/cmake/runrateConfig.cmake.in"
  "${CMAKE_CURRENT_BINARY_DIR}/runrateConfig.cmake" INSTALL_DESTINATION "${runrate_cmake_dir}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/runrateConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/runrateConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/runrateConfigVersion.cmake"
  "${PROJECT_SOURCE_DIR}/src/cmake/FindXlsxWriter.cmake"
  DESTINATION "${runrate_cmake_dir}")

# pkg-config: the prefix is found from where the .pc file lies.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(runrate_pc_prefix "${CMAKE_INSTALL_PREFIX}")
  set(runrate_pc_libdir "${CMAKE_INSTALL_FULL_LIBDIR}")
  set(runrate_pc_includedir "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
else()
  file(RELATIVE_PATH runrate_pc_up "/${runrate_pkgconfig_dir}" "/")
  string(REGEX REPLACE "/$" "" runrate_pc_up "${runrate_pc_up}")
  set(runrate_pc_prefix "\${pcfiledir}/${runrate_pc_up}")
  set(runrate_pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
  set(runrate_pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
set(runrate_pc_int128 "")
if(RUNRATE_USE_BOOST_INT128)
  set(runrate_pc_int128 " -DRUNRATE_USE_BOOST_INT128")
endif()
# Who links static libraries links what stands behind them; a shared one brings it along.
if(BUILD_SHARED_LIBS)
  set(runrate_pc_requires "")
  set(runrate_pc_libs_private " -lsimdjson -ltomlplusplus -lz -lxlsxwriter")
else()
  set(runrate_pc_requires ", simdjson >= 3, tomlplusplus >= 3.3, zlib, xlsxwriter")
  set(runrate_pc_libs_private "")
endif()
foreach(name IN ITEMS runrate runrate-core)
  configure_file("${PROJECT_SOURCE_DIR}/src/cmake/${name}.pc.in" "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc" @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc" DESTINATION "${runrate_pkgconfig_dir}")
endforeach()
