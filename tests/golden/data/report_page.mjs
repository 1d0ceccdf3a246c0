// node report_page.mjs FOLDER [--pictures FOLDER] : opens each page of FOLDER in headless Chromium without network, in
// four ways, and holds what it sees against the JSON beside it; one without a JSON file is looked at in two ways, and held
// against nothing. Prints one line a page, and each finding; status 1 with
// any. TOOLS names the folder in whose node_modules playwright-core and axe-core lie, CHROMIUM the browser.
import {existsSync, mkdirSync, readFileSync, readdirSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

const require = createRequire(pathToFileURL(join(resolve(process.env.TOOLS), "tools.js")));
const {chromium} = require("playwright-core");
const axeScript = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const folder = resolve(process.argv[2]);
const pictures = process.argv[3] === "--pictures" ? resolve(process.argv[4]) : null;
if (pictures) mkdirSync(pictures, {recursive: true});

const ways = {
  wide: {viewport: {width: 1280, height: 900}},
  dark: {viewport: {width: 1280, height: 900}, colorScheme: "dark"},
  phone: {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, isMobile: true, hasTouch: true},
  narrow: {viewport: {width: 320, height: 640}, reducedMotion: "reduce"},
};
const findings = [];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"],
});

// A page that reports whatever should not happen.
const open = async (file, options, find) => {
  const context = await browser.newContext({offline: true, ...options});
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) find(`console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => find(`error: ${error}`));
  page.on("dialog", (dialog) => { find(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== address && !/^(data|blob):/.test(request.url())) find(`a request: ${request.url()}`);
  });
  await page.goto(address);
  return page;
};

// What can be seen: marks of each drawing, digits of each table, and how far the page is wider than the window.
const look = (page) => page.evaluate(() => ({
  marks: [...document.querySelectorAll("figure.chart .plot")].map((plot) =>
    plot.querySelectorAll("svg.marks .role-mark :is(path, rect, circle, line, text), .plot > svg :is(path, rect, circle, line, polyline, polygon)").length),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  numbers: [...document.querySelectorAll("figure.chart")].map((figure) =>
    [...figure.querySelectorAll("table.data data")].map((data) => data.getAttribute("value"))),
  scripts: [...document.scripts].filter((script) => script.type === "").length,
  intruders: document.querySelectorAll("img, iframe, [onload], [onerror]").length,
}));

const sorted = (numbers) => [...numbers].sort().join(" ");

const accessibility = async (page, find) => {
  await page.evaluate(axeScript);
  const {violations} = await page.evaluate(() => globalThis.axe.run(document, {resultTypes: ["violations"]}));
  for (const {id, impact, nodes} of violations) {
    const text = `axe: ${impact}: ${id}: ${nodes.length} x ${nodes[0].html.slice(0, 160)}`;
    if (["serious", "critical"].includes(impact)) find(text);
    else console.log(`  (${text})`);
  }
};

const drawAll = async (page) => {
  await page.evaluate(() => globalThis.runrateDrawAll());
  return page.evaluate(() => globalThis.runrateDrawn);
};

// That the specifications for notebooks are compiled without a warning, and draw something.
const compileAll = (page, specifications) => page.evaluate(async (all) => {
  const complaints = [];
  for (const specification of all) {
    const complain = (...text) => { complaints.push(text.map(String).join(" ").slice(0, 300)); return logger; };
    const logger = {warn: complain, error: complain, info: () => logger, debug: () => logger, level: () => logger};
    const {spec} = vegaLite.compile(specification, {logger});
    const element = document.createElement("div");
    const {view} = await vegaEmbed(element, spec, {mode: "vega", ast: true, actions: false, renderer: "svg"});
    const svg = await view.toSVG();
    if ((svg.match(/<(path|text|line|rect) /g) ?? []).length < 10) complaints.push("nothing is drawn");
    view.finalize();
  }
  return complaints;
}, specifications);

const saved = async (page, kind, find) => {
  const waiting = page.waitForEvent("download", {timeout: 10000});
  await page.locator(`button[data-save=${kind}]`).first().click();
  const download = await waiting.catch(() => null);
  if (!download) return find(`"Save as ${kind}" gives no file`);
  const bytes = readFileSync(await download.path());
  const isRight = kind === "svg" ? bytes.toString("utf8", 0, 4) === "<svg" : bytes.toString("latin1", 1, 4) === "PNG";
  if (!isRight || bytes.length < 2000) find(`"Save as ${kind}" gives ${bytes.length} bytes of something else`);
  if (pictures) await download.saveAs(join(pictures, download.suggestedFilename()));
};

// A click on the legend keeps one series and fades the others, and so does the list below the chart, by keys alone, also
// when the chart is drawn anew; pointing at the chart tells figures.
const explore = async (page, find) => {
  const figure = page.locator("figure.lines").first();
  const plot = figure.locator(".plot");
  const lines = () => plot.locator(".mark-line path").evaluateAll((paths) => paths.map((path) => path.getAttribute("opacity")));
  const all = (await lines()).length;
  const fade = async (expected, when) => {
    await page.waitForTimeout(200);
    const faded = (await lines()).filter((opacity) => opacity === "0.12").length;
    if (faded !== expected) find(`${faded} of ${all} lines fade when ${when}`);
  };
  await plot.locator(".role-legend-label text").first().click();
  await fade(all - 1, "one is chosen");
  await plot.locator(".role-legend-label text").first().click({modifiers: ["Shift"]});
  await figure.locator("select").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await fade(all - 1, "one is chosen by keys");
  await page.emulateMedia({colorScheme: "dark"});
  await fade(all - 1, "one is chosen and the page turns dark");
  await page.emulateMedia({colorScheme: "light"});
  await fade(all - 1, "one is chosen and the page turns light");
  await figure.locator("select").selectOption("all");
  await fade(0, "none is chosen");
  const {x, y, width, height} = await plot.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.waitForTimeout(300);
  const told = await page.evaluate(() => document.querySelector("#vg-tooltip-element.visible")?.textContent ?? "");
  if (!/\d\.\d{3}/.test(told)) find(`pointing at a chart tells ${JSON.stringify(told.slice(0, 80))}`);
};

// A page of the program: drawn, silent, no wider than the window and without serious findings.
const lookAtPage = async (name, file) => {
  let marks = [];
  for (const way of ["wide", "phone"]) {
    const find = (text) => findings.push(`${name}, ${way}: ${text}`);
    const page = await open(file, ways[way], find);
    const drawn = await drawAll(page);
    const seen = await look(page);
    marks = seen.marks;
    if (marks.length === 0 || drawn !== marks.length) find(`${drawn} of ${marks.length} charts are drawn`);
    marks.forEach((count, i) => { if (!(count > 2)) find(`chart ${i + 1} has ${count} marks`); });
    seen.numbers.forEach((numbers, i) => { if (numbers.length === 0) find(`chart ${i + 1} has no numbers`); });
    if (seen.overflow > 0) find(`it is ${seen.overflow} pixels wider than the window`);
    if (way === "wide") await accessibility(page, find);
    if (pictures) await page.screenshot({path: join(pictures, `${basename(name, ".html")}-${way}.png`), fullPage: true});
    await page.context().close();
  }
  console.log(`${name}: ${marks.length} charts with ${marks.join(", ")} marks`);
};

for (const name of readdirSync(folder).filter((file) => file.endsWith(".html")).sort()) {
  const file = join(folder, name);
  const isPicture = name.endsWith("-pictures.html");
  const numbersOf = file.replace(/(-pictures)?\.html$/, ".json");
  if (!existsSync(numbersOf)) {
    await lookAtPage(name, file);
    continue;
  }
  const expected = JSON.parse(readFileSync(numbersOf, "utf8"));
  let marks = [];
  for (const [way, options] of Object.entries(ways)) {
    const find = (text) => findings.push(`${name}, ${way}: ${text}`);
    const page = await open(file, options, find);
    if (!isPicture) {
      await page.waitForTimeout(200);
      const soon = await page.evaluate(() => globalThis.runrateDrawn);
      if (soon >= expected.length) find("all charts are drawn before they come into view");
      const drawn = await drawAll(page);
      if (drawn !== expected.length) find(`${drawn} of ${expected.length} charts are drawn`);
    }
    const seen = await look(page);
    marks = seen.marks;
    expected.forEach(({kind, numbers}, i) => {
      if (!(seen.marks[i] > 2)) find(`chart ${i + 1} (${kind}) has ${seen.marks[i]} marks`);
      if (sorted(seen.numbers[i] ?? []) !== sorted(numbers)) find(`chart ${i + 1} (${kind}): its table has other numbers`);
    });
    if (seen.overflow > 0) find(`it is ${seen.overflow} pixels wider than the window`);
    if (seen.scripts !== (isPicture ? 0 : 2)) find(`${seen.scripts} scripts`);
    if (seen.intruders > 0) find(`${seen.intruders} elements out of names`);
    if (way !== "narrow") await accessibility(page, find);
    if (!isPicture && way === "wide") {
      for (const complaint of await compileAll(page, expected.map((chart) => chart.specification))) {
        find(`for notebooks: ${complaint}`);
      }
      await explore(page, find);
      await saved(page, "svg", find);
      await saved(page, "png", find);
      await page.emulateMedia({colorScheme: "dark"});
      await page.waitForTimeout(300);
    }
    if (pictures) await page.screenshot({path: join(pictures, `${basename(name, ".html")}-${way}.png`), fullPage: name.startsWith("report")});
    await page.context().close();
  }
  if (!isPicture) {
    const find = (text) => findings.push(`${name}, printed: ${text}`);
    const page = await open(file, ways.dark, find);
    await page.pdf({path: pictures ? join(pictures, `${basename(name, ".html")}.pdf`) : undefined, format: "A4"});
    const drawn = await page.evaluate(() => globalThis.runrateDrawn);
    if (drawn !== expected.length) find(`${drawn} of ${expected.length} charts are drawn`);
    await page.context().close();
  }
  console.log(`${name}: ${expected.length} charts with ${marks.join(", ")} marks`);
}
await browser.close();
findings.forEach((finding) => console.log(finding));
process.exitCode = findings.length > 0 ? 1 : 0;
