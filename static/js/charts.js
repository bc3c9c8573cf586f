/* Draws the figures of components/figure.html with Plotly: only when one comes into view, and Plotly itself only when a page has one.
   Nothing leaves the origin: no cloud button, no server address, no mode bar. */
const MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
const DAYS = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"];
const DANISH = {
  moduleType: "locale",
  name: "da",
  dictionary: { "Double-click to zoom back out": "Dobbeltklik for at zoome ud igen", "Click to enter Plot title": "" },
  format: {
    days: DAYS, shortDays: DAYS.map((day) => day.slice(0, 3)),
    months: MONTHS, shortMonths: MONTHS.map((month) => month.slice(0, 3)),
    date: "%-d.%-m.%Y", decimal: ",", thousands: ".",
  },
};
const CONFIG = {
  displaylogo: false, displayModeBar: false, showSendToCloud: false, plotlyServerURL: "",
  responsive: true, scrollZoom: false, doubleClick: "reset",
  locale: document.documentElement.lang === "en" ? "en-US" : "da",
};
const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
let library;

/** Load the vendored Plotly and its style sheet once; the id and class stop Plotly from writing its own <style>, which the CSP forbids. */
function plotly() {
  const added = (element) => new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => { library = undefined; reject(new Error("Plotly could not be loaded")); };
    document.head.append(element);
  });
  const style = Object.assign(document.createElement("link"), {
    id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet", href: meta("plotly-style"),
  });
  const script = Object.assign(document.createElement("script"), { src: meta("plotly-script") });
  library ??= added(style).then(() => added(script)).then(() => {
    window.Plotly.register(DANISH);
    return window.Plotly;
  });
  return library;
}

/** The colour that a design token has right now, light or dark. */
function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function fade(colour, share) {
  const hex = colour.replace("#", "");
  if (hex.length !== 6) return colour;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${share})`;
}

/** Without title and passport: on a page they stand as text around the picture; only a saved picture needs them inside. */
function bare(spec) {
  const figure = structuredClone(spec);
  const { layout } = figure;
  layout.title = { ...layout.title, text: layout.meta.unit, subtitle: undefined, font: { size: 13 } };
  layout.annotations = layout.annotations.filter((note) => note.name !== "passport");
  Object.assign(layout.margin, { t: 48, b: 40 });
  return figure;
}

/** The page's colours, light or dark, in place of the paper colours that the figure came with. */
function themed(figure) {
  for (const trace of figure.data) {
    const name = trace.meta?.token;
    if (!name) continue;
    const colour = token(name);
    if (trace.line) trace.line.color = trace.fill ? "rgba(0,0,0,0)" : colour;
    if (trace.fill) trace.fillcolor = fade(colour, trace.meta.share ?? 0.16);
    if (trace.textfont) trace.textfont.color = colour;
    if (trace.marker) {
      trace.marker.color = trace.meta.hollow ? token("card") : colour;
      if (trace.marker.line) trace.marker.line.color = colour;
    }
    if (trace.error_y) trace.error_y.color = fade(colour, 0.5);
  }
  const layout = figure.layout;
  layout.paper_bgcolor = layout.plot_bgcolor = token("card");
  layout.font.color = token("ink");
  layout.hoverlabel = { ...layout.hoverlabel, bgcolor: token("card"), bordercolor: token("edge"), font: { ...layout.hoverlabel.font, color: token("ink") } };
  for (const [key, axis] of Object.entries(layout)) {
    if (!/^[xy]axis\d*$/.test(key)) continue;
    axis.gridcolor = token("gridline");
    axis.linecolor = token("edge");
    axis.tickcolor = token("edge");
  }
  for (const shape of layout.shapes ?? []) shape.line.color = token("ink-soft");
  for (const note of layout.annotations) {
    note.font.color = token(note.name);
    if (note.bgcolor) note.bgcolor = token("card");
  }
  return figure;
}

function read(container) {
  return JSON.parse(document.getElementById(container.dataset.chart).textContent);
}

async function draw(container) {
  const Plotly = await plotly();
  const narrow = container.clientWidth < 560;
  const { data, layout } = themed(bare(read(container)));
  if (narrow) {
    // No room for names at the ends: a legend under the picture instead, and half as many years.
    layout.annotations = layout.annotations.filter((note) => !note.bgcolor);
    layout.shapes = layout.shapes.filter((shape) => shape.name !== "leader");
    layout.showlegend = true;
    Object.assign(layout.margin, { l: 36, r: 16, b: 40 });
    layout.height += 22 * data.filter((trace) => trace.name).length;
    const keep = (_, at, all) => (all.length - 1 - at) % 3 === 0;
    layout.xaxis.tickvals = layout.xaxis.tickvals.filter(keep);
    layout.xaxis.ticktext = layout.xaxis.ticktext.filter(keep);
  }
  container.classList.add("is-drawn");
  await Plotly.react(container, data, layout, CONFIG);
  container.dataset.drawn = "true";
}

const inView = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    inView.unobserve(entry.target);
    draw(entry.target).catch(() => { entry.target.hidden = true; });
  }
}, { rootMargin: "600px 0px" });

function find(root) {
  for (const container of root.querySelectorAll?.("[data-chart]:not([data-seen])") ?? []) {
    container.dataset.seen = "true";
    const table = container.closest(".figure")?.querySelector("[data-figure-table]");
    if (table) table.open = false; // the picture says it first; without script the table stays open
    inView.observe(container);
  }
}

/** Save the picture with paper colours, so that a downloaded image reads the same whatever theme the reader has. */
async function save(button) {
  const container = document.querySelector(`[data-chart="${button.dataset.saveChart}"]`);
  const Plotly = await plotly();
  const { data, layout } = read(container);
  const filename = container.dataset.fileName || "kurve";
  // A picture cannot carry a web font: with one that every machine has, words are measured as they are drawn.
  const font = { ...layout.font, family: "Arial, Helvetica, sans-serif" };
  const size = { width: 1200, height: 720 };
  await Plotly.downloadImage({ data, layout: { ...layout, ...size, font } }, { format: "png", scale: 2, filename, ...size });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-save-chart]");
  if (button) save(button);
});
for (const button of document.querySelectorAll("[data-save-chart]")) button.hidden = false;
document.addEventListener("theme:changed", () => {
  for (const container of document.querySelectorAll("[data-drawn]")) draw(container);
});
document.addEventListener("htmx:load", (event) => {
  find(event.detail.elt);
  for (const button of event.detail.elt.querySelectorAll?.("[data-save-chart]") ?? []) button.hidden = false;
});
window.addEventListener("beforeprint", () => {
  // Once the library is here, the curves further down are drawn too; without it, their tables say it all.
  for (const container of document.querySelectorAll(window.Plotly ? "[data-chart]" : "[data-drawn]")) {
    const { data, layout } = bare(read(container));
    container.classList.add("is-drawn");
    container.dataset.drawn = "true";
    window.Plotly.react(container, data, { ...layout, width: 680, height: 380 }, { ...CONFIG, responsive: false, staticPlot: true });
  }
  for (const table of document.querySelectorAll(".figure__table:not([open])")) { table.open = true; table.dataset.openedForPrint = "true"; }
});
window.addEventListener("afterprint", () => {
  for (const container of document.querySelectorAll("[data-drawn]")) draw(container);
  for (const table of document.querySelectorAll("[data-opened-for-print]")) { table.open = false; delete table.dataset.openedForPrint; }
});
find(document);
