# build_and_run.sh CMAKE SOURCE BUILD [CMAKE OPTION...]: what a user of the library does.
cmake=$1 source=$2 build=$3
shift 3
rm -f "$build/CMakeCache.txt"
"$cmake" -S "$source" -B "$build" -G Ninja "$@"
"$cmake" --build "$build"
"$build/consumer"
