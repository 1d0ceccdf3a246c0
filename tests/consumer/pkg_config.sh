# pkg_config.sh COMPILER LIBDIR PACKAGE SOURCE PROGRAM: a command line, without CMake.
compiler=$1 libdir=$2 package=$3 source=$4 program=$5
export PKG_CONFIG_PATH=$libdir/pkgconfig
read -r -a flags <<<"$(pkg-config --cflags --libs "$package")"
"$compiler" -std=c++20 -Wall -Wextra -Werror "$source" "${flags[@]}" -Wl,-rpath,"$libdir" -o "$program"
"$program"
