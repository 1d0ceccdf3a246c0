// The ramp model of tests/bench/simulation in Squiggle, by its own sampling. Prints million trials a second, and the
// total's mean and median. Squiggle has no dependence between distributions but that of its samples, so growth and
// discount are made of two normal ones.
//
//     node simulation.mjs [SAMPLES [RUNS]]
import { run } from "@quri/squiggle-lang";

const samples = Number(process.argv[2] ?? 100000);
const runs = Number(process.argv[3] ?? 3);
const code = `
chips = SampleSet.fromDist(Sym.triangular(400000, 500000, 650000))
price = SampleSet.fromDist(Sym.triangular(1.8, 2.25, 2.6))
utilization = SampleSet.fromDist(0.4 + 0.4 * Sym.beta(3.5, 2.5))
share = SampleSet.fromDist(0.5 + 0.3 * Sym.beta(11/3, 7/3))
speed = SampleSet.fromDist(Sym.lognormal(0, 0.3))
overhead = SampleSet.fromDist(Sym.lognormal(19.11382792451231, 0.25))
z = SampleSet.fromDist(Sym.normal(0, 1))
other = SampleSet.fromDist(Sym.normal(0, 1))
growth = 0.05 + 0.03 * z
discount = 0.10 + 0.04 * (0.51763809020504152 * z + 0.85559967716735219 * other)
base = chips * price * (1 - discount) * utilization * share * (1 + growth)
quarter(elapsed, hours) = base * SampleSet.map(speed, {|s| min([elapsed * s, 1])}) * hours - overhead
q1 = quarter(0.25, 2160)
q2 = quarter(0.5, 2184)
q3 = quarter(0.75, 2208)
q4 = quarter(1, 2208)
total = q1 + q2 + q3 + q4
shares = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]
percentiles = [q1, q2, q3, q4, total] -> map({|d| shares -> map({|p| quantile(d, p)})})
[mean(total), percentiles[4][3]]
`;

const seconds = [];
let found = "";
for (let i = 0; i < runs; ++i) {
  const begin = process.hrtime.bigint();
  const output = await run(code, { environment: { sampleCount: samples, xyPointLength: 1000, seed: `${i}`, profile: false } });
  seconds.push(Number(process.hrtime.bigint() - begin) / 1e9);
  if (!output.result.ok) throw new Error(output.result.value.toString());
  found = output.result.value.result.toString();
}
seconds.sort((a, b) => a - b);
console.log(`${samples / seconds[Math.floor(runs / 2)] / 1e6} ${found.replace(/[[\],]/g, " ").trim()}`);
