// The job of `runrate bulk` in Polars: POLARS_MAX_THREADS=2 node bulk_polars.mjs INPUT OUTPUT. Amounts are Float64, since
// nodejs-polars reads no decimals: its figures are near, not exact. That periods follow each other is not checked.
import pl from "nodejs-polars";

const [input, output] = process.argv.slice(2);
const amount = pl.col("amount");
const ago = (periods) => amount.shift(periods).over("entity");
pl.scanCSV(input, { schema: { entity: pl.Utf8, period_start: pl.Utf8, period_end: pl.Utf8, amount: pl.Float64 } })
  .sort(["entity", "period_start"])
  .withColumns(
    amount.mul(4).alias("x4"),
    amount.plus(ago(1)).plus(ago(2)).plus(ago(3)).alias("ttm"),
    amount.div(ago(4)).minus(1).alias("yoy"),
  )
  .collectSync()
  .writeCSV(output, { floatPrecision: 6 });
