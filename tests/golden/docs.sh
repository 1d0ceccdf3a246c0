# The documents hold: their snippets compile, their commands print what they say, every option and JSON field is there.
exec "$RUNRATE_SOURCE_DIR/docs/check"
