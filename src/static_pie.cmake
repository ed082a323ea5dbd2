# Whether the program can be linked whole: sets static_pie, and makes the target cnnsolve_fmt. Takes
# GMPXX_INCLUDE_DIR as it was found.
#
# Half the start-up of a dynamic program is the search for its libraries. It has to be -static-pie:
# a plain -static program has no sorted table of its unwind entries, and the first throw sorts them.
include(CheckCXXSourceCompiles)

find_library(GMP_ARCHIVE libgmp.a)
find_library(GMPXX_ARCHIVE libgmpxx.a)
find_library(FMT_ARCHIVE libfmt.a)
mark_as_advanced(GMP_ARCHIVE GMPXX_ARCHIVE FMT_ARCHIVE)

# A library that was fetched is built as an archive; one that is installed needs its archive.
set(archives "")
set(static_fmt_source "")
if(GMPXX_INCLUDE_DIR AND GMP_ARCHIVE AND GMPXX_ARCHIVE)
  list(APPEND archives ${GMPXX_ARCHIVE} ${GMP_ARCHIVE})
endif()
if(NOT TARGET fmt AND FMT_ARCHIVE)
  list(APPEND archives ${FMT_ARCHIVE})
elseif(NOT TARGET fmt)
  file(READ ${CMAKE_SOURCE_DIR}/src/static_fmt.cpp static_fmt_source)
endif()

set(static_pie OFF)
if(CNNSOLVE_STATIC AND NOT CNNSOLVE_SANITIZE)
  set(CMAKE_REQUIRED_INCLUDES "")
  set(CMAKE_REQUIRED_FLAGS "-std=c++20 -fPIE")
  set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
  set(CMAKE_REQUIRED_LIBRARIES ${archives})
  set(uses_gmp "")
  set(uses_fmt "return 0;")
  set(uses_fmt_header "")
  if(NOT TARGET fmt)
    get_target_property(CMAKE_REQUIRED_INCLUDES fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
    set(uses_fmt "return fmt::format(\"{} {:.3f}\", arguments, arguments * 0.5).size() < 3;")
    set(uses_fmt_header "#include <fmt/format.h>")
  endif()
  if(GMPXX_INCLUDE_DIR)
    list(APPEND CMAKE_REQUIRED_INCLUDES ${GMPXX_INCLUDE_DIR})
    set(uses_gmp "#include <gmpxx.h>\nstd::string text(int n) { return mpz_class(n).get_str(); }")
  endif()
  check_cxx_source_compiles("
    ${static_fmt_source}
    ${uses_fmt_header}
    #include <string>
    ${uses_gmp}
    int main(int arguments, char**) { ${uses_fmt} }" CNNSOLVE_LINKS_STATIC_PIE)
  set(static_pie ${CNNSOLVE_LINKS_STATIC_PIE})
  foreach(name FLAGS LINK_OPTIONS LIBRARIES INCLUDES)
    unset(CMAKE_REQUIRED_${name})
  endforeach()
  if(NOT static_pie)
    message(STATUS "Linking cnnsolve with shared libraries: an archive or static-pie is missing")
  endif()
endif()

if(static_pie AND static_fmt_source)
  add_library(cnnsolve_fmt STATIC ${CMAKE_SOURCE_DIR}/src/static_fmt.cpp)
  target_include_directories(cnnsolve_fmt SYSTEM PUBLIC
    $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_options(cnnsolve_fmt PRIVATE -fPIE)
elseif(static_pie AND FMT_ARCHIVE AND NOT TARGET fmt)
  add_library(cnnsolve_fmt INTERFACE)
  target_include_directories(cnnsolve_fmt SYSTEM INTERFACE
    $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(cnnsolve_fmt INTERFACE ${FMT_ARCHIVE})
else()
  add_library(cnnsolve_fmt INTERFACE)
  target_link_libraries(cnnsolve_fmt INTERFACE fmt::fmt)
endif()
