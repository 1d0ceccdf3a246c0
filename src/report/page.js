"use strict";
// Draws the charts of the page from the tables beside them: as they come into view, and all before the page is printed.
(() => {
  const themes = JSON.parse(document.getElementById("themes").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 36rem)");
  const figures = [...document.querySelectorAll("figure.chart")];
  const charts = new Map();  // of each figure: what there is of its drawing
  globalThis.runrateDrawn = 0;

  const numberIn = (cell) => {
    const data = cell.querySelector("data");
    return data ? Number(data.value) : null;
  };

  // The rows of the data table, as the drawing names their columns.
  const rowsOf = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    if ("crossed" in table.dataset) {
      return rows.flatMap(({cells}) => heads.slice(1).map((head, i) =>
        ({period: cells[0].textContent.trim(), series: head.textContent.trim(), value: numberIn(cells[i + 1])})));
    }
    return rows.map(({cells}) => Object.fromEntries(heads.map((head, i) =>
      [head.dataset.name, head.className === "l" ? cells[i].textContent.trim() : numberIn(cells[i])])));
  };

  const namesIn = (values) => [...new Set(values.map((row) => row.series ?? row.line))].filter((name) => name !== undefined);

  // As many columns as the width holds, by the longest label; two where labels are the drawing's own.
  const legendColumns = (values, width) => {
    const names = namesIn(values);
    if (names.length === 0) return width < 480 ? 1 : 2;
    const longest = Math.min(260, 7.5 * Math.max(...names.map((name) => name.length)));
    return Math.max(1, Math.min(names.length, Math.floor(width / (longest + 48))));
  };

  const configured = (name, values, width) => {
    const config = structuredClone(themes[name]);
    config.legend.columns = legendColumns(values, width);
    if (width < 480) {
      config.axis.labelLimit = 0.3 * width;
      config.legend.labelLimit = 0.7 * width;
      config.axis.titleLimit = 0.8 * width;
      config.axisX.tickCount = 4;
    }
    return config;
  };

  const partsOf = (figure) => {
    if (!charts.has(figure)) {
      charts.set(figure, {
        drawing: JSON.parse(figure.querySelector("script").textContent),
        values: rowsOf(figure.querySelector("table.data")),
      });
    }
    return charts.get(figure);
  };

  const embed = (element, spec, config) =>
    vegaEmbed(element, spec, {mode: "vega-lite", renderer: "svg", ast: true, actions: false, config});

  // What a click on the legend does, for the keyboard and for fingers: one series stands out. Nothing for drawings without
  // such a choice.
  const choice = (figure, {values, result}) => {
    const names = namesIn(values);
    const signal = `chosen_${values[0]?.series === undefined ? "line" : "series"}_legend`;
    if (names.length < 2 || !(signal in result.view.getState().signals)) return null;
    const select = document.createElement("select");
    select.setAttribute("aria-describedby", figure.querySelector(".title").id);
    select.append(new Option("all", ""), ...names.map((name, i) => new Option(name, i + 1)));
    const label = document.createElement("label");
    label.append("Highlight: ", select);
    figure.querySelector(".tools").prepend(label);
    return {signal, select, names};
  };

  const applyChoice = ({choice: {signal, select, names}, result}) =>
    result.view.signal(signal, select.value ? names[select.value - 1] : null).runAsync();

  const draw = async (figure, theme) => {
    const chart = partsOf(figure);
    const plot = figure.querySelector(".plot");
    const wanted = `${theme} ${narrow.matches}`;
    if (chart.drawn === wanted) return;
    const isFirst = chart.drawn === undefined;
    chart.drawn = wanted;
    const canvas = document.createElement("div");
    canvas.setAttribute("aria-hidden", "true");
    const width = plot.clientWidth || 720;
    const before = chart.result;
    plot.replaceChildren(canvas);
    const spec = {
      ...structuredClone(chart.drawing),
      width: "container",
      autosize: {type: "fit-x", contains: "padding"},
      data: {values: structuredClone(chart.values)},
    };
    chart.result = await embed(canvas, spec, configured(theme, chart.values, width));
    before?.finalize();
    if (isFirst) {
      chart.choice = choice(figure, chart);
      chart.choice?.select.addEventListener("change", () => applyChoice(chart).catch(console.error));
    } else if (chart.choice?.select.value) {
      await applyChoice(chart);
    }
    plot.classList.remove("waiting");
    figure.querySelector(".tools").hidden = false;
    if (isFirst) globalThis.runrateDrawn += 1;
  };

  const failed = (figure) => (error) => {
    console.error(error);
    const plot = figure.querySelector(".plot");
    plot.classList.remove("waiting");
    plot.removeAttribute("role");
    plot.textContent = "This chart could not be drawn; its numbers stand below.";
    figure.querySelector("details").open = true;
  };

  const shownTheme = () => (dark.matches && !matchMedia("print").matches ? "dark" : "light");
  const drawSome = (some, theme = shownTheme()) => Promise.all(some.map((figure) => draw(figure, theme).catch(failed(figure))));

  // For whoever needs all of them: a test, or a page that is kept as a picture.
  globalThis.runrateDrawAll = () => drawSome(figures);

  // On white and with its title, whatever the page looks like: a picture goes elsewhere.
  const picture = async (figure) => {
    const {drawing, values} = partsOf(figure);
    const element = document.createElement("div");
    element.style.cssText = "position:absolute;left:-200vw;width:800px";
    document.body.append(element);
    const title = {
      text: figure.querySelector(".title").textContent,
      subtitle: figure.querySelector(".sentence").textContent,
      anchor: "start",
    };
    const config = {...configured("light", values, 760), background: "#ffffff", padding: 16};
    config.title.limit = 740;
    const spec = {...structuredClone(drawing), title, width: 760, data: {values: structuredClone(values)}};
    const result = await embed(element, spec, config);
    return {view: result.view, close: () => { result.finalize(); element.remove(); }};
  };

  const fileName = (figure, kind) => {
    const words = figure.querySelector(".title").textContent.normalize("NFKD").toLowerCase();
    return `${words.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "chart"}.${kind}`;
  };

  const save = async (figure, kind) => {
    const {view, close} = await picture(figure);
    try {
      const blob = kind === "svg"
        ? new Blob([await view.toSVG()], {type: "image/svg+xml"})
        : await new Promise((done) => view.toCanvas(2).then((canvas) => canvas.toBlob(done, "image/png")));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = fileName(figure, kind);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } finally {
      close();
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-save]");
    if (button) save(button.closest("figure"), button.dataset.save).catch(console.error);
  });

  const drawnOnes = () => figures.filter((figure) => charts.get(figure)?.drawn);
  dark.addEventListener("change", () => drawSome(drawnOnes()));
  narrow.addEventListener("change", () => drawSome(drawnOnes()));
  addEventListener("beforeprint", () => drawSome(figures, "light"));
  addEventListener("afterprint", () => drawSome(drawnOnes()));

  const near = new IntersectionObserver((entries) => {
    const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    seen.forEach((figure) => near.unobserve(figure));
    drawSome(seen);
  }, {rootMargin: "800px 0px"});
  figures.forEach((figure) => near.observe(figure));
})();
