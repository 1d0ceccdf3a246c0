// The job of `runrate bulk` in DuckDB: node bulk_duckdb.mjs INPUT OUTPUT THREADS. Amounts and figures are DECIMAL; growth
// is divided in whole cents and rounded half to even, since DuckDB's quotient of decimals is binary.
import { DuckDBInstance } from "@duckdb/node-api";

const [input, output, threads] = process.argv.slice(2);
const quoted = (text) => "'" + text.replaceAll("'", "''") + "'";
const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run(`
  COPY (
    WITH read AS (
      SELECT * FROM read_csv(${quoted(input)}, header = true, auto_detect = false, columns = {
        'entity': 'VARCHAR', 'period_start': 'DATE', 'period_end': 'DATE', 'amount': 'DECIMAL(18, 2)'})
    ), beside AS (
      SELECT *,
        lag(period_start, 3) OVER by_date = period_end + 1 - INTERVAL 1 YEAR AS has_year,
        sum(amount) OVER (PARTITION BY entity ORDER BY period_start ROWS 3 PRECEDING) AS year,
        CASE WHEN lag(period_start, 4) OVER by_date = period_start - INTERVAL 1 YEAR
          THEN (lag(amount, 4) OVER by_date * 100)::BIGINT END AS base,
        (amount * 100)::BIGINT AS now
      FROM read WINDOW by_date AS (PARTITION BY entity ORDER BY period_start)
    ), divided AS (
      SELECT *, abs(now - base) * 1000000 // base AS quotient, abs(now - base) * 1000000 % base AS rest
      FROM beside
    )
    SELECT entity, period_start, period_end, amount, (amount * 4)::DECIMAL(18, 2) AS x4,
      CASE WHEN has_year THEN year::DECIMAL(18, 2) END AS ttm,
      CASE WHEN base > 0 THEN (sign(now - base) * (quotient +
        CASE WHEN 2 * rest > base OR (2 * rest = base AND quotient % 2 = 1) THEN 1 ELSE 0 END))::DECIMAL(18, 0)
        * 0.000001::DECIMAL(7, 6) END::DECIMAL(24, 6) AS yoy
    FROM divided ORDER BY entity, period_start
  ) TO ${quoted(output)} (HEADER)`);
