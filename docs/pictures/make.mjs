// docs/pictures/make calls it: node make.mjs FOLDER-OF-REPORTS FOLDER-OF-PICTURES
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const require = createRequire(join(process.env.TOOLS, 'x.js'));
const {chromium} = require('playwright-core');
const [reports, pictures] = process.argv.slice(2).map((path) => resolve(path));
const page_url = pathToFileURL(join(reports, 'aws.html')).href;

const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']});
const opened = async (width, height, colorScheme, scale) => {
  const context = await browser.newContext({offline: true, viewport: {width, height}, colorScheme, deviceScaleFactor: scale});
  const page = await context.newPage();
  await page.goto(page_url);
  await page.evaluate(() => globalThis.runrateDrawAll());
  return page;
};

// One chart each, as a reader sees it.
const desktop = await opened(860, 900, 'light', 1.5);
await desktop.addStyleTag({content: 'figure { padding: 18px 20px } figure button, figure details { display: none !important }'});
const figures = desktop.locator('figure');
for (const [name, title] of [['run-rates', 'run-rates by method'], ['fan', 'how it may go'], ['tornado', 'What decides']]) {
  await figures.filter({hasText: title}).first().screenshot({path: join(pictures, name + '.png')});
}
// The page at the width of a desk and of a phone.
const wide = await opened(1280, 1500, 'light', 1);
await wide.screenshot({path: join(pictures, 'page-desktop.png')});
const phone = await opened(390, 1500, 'dark', 1);
await phone.screenshot({path: join(pictures, 'page-phone.png')});

// The terminal.
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const terminal = await (await browser.newContext({viewport: {width: 1000, height: 400}, deviceScaleFactor: 1.5})).newPage();
await terminal.setContent(`<pre style="display:inline-block;margin:0;padding:20px 24px;background:#16181b;color:#d7dadd;
  font:14px/1.35 'DejaVu Sans Mono',monospace;border-radius:8px"><span style="color:#8ab4f8">$</span> runrate annualize cloud.csv --entity Amazon --segment AWS
${escaped(readFileSync(join(reports, 'table.txt'), 'utf-8'))}</pre>`);
await terminal.locator('pre').screenshot({path: join(pictures, 'terminal.png'), omitBackground: true});
await browser.close();
