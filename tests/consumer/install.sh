# install.sh CMAKE BUILD PREFIX: installs, and moves the tree, since an installed package may not know where it lies.
cmake=$1 build=$2 prefix=$3
rm -rf "$prefix" "$prefix.first"
"$cmake" --install "$build" --prefix "$prefix.first" >/dev/null
mv "$prefix.first" "$prefix"
if grep -rIlF -e "$build" -e "$prefix.first" "$prefix"; then
  echo "These installed files name the folder that they were built in or installed to." >&2
  exit 1
fi
