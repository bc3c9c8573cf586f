/* Moving about in the grid as in a spreadsheet: arrows, Enter, Escape, F2. Tab is the browser's own.
   ? opens the list of keys, F8 goes to the next thing to look at, F9 to the panel of the cell; from
   there Escape leads back to the cell. A locked cell says why it is locked when somebody types in it. */
const root = document.getElementById("grid");
const grid = root?.grid;
let last = null;

/* The field so many lines down and columns to the right; across tables, and never out of the grid. */
function fieldFrom(input, down, right) {
  let row = input.closest("tr");
  const column = grid.fieldsOf(row).indexOf(input) + right;
  for (let step = Math.abs(down); step && row; step -= 1) row = grid.nextRow(row, Math.sign(down));
  return row ? grid.fieldsOf(row)[column] ?? null : null;
}

/* A side arrow leaves the field only when it cannot move inside the text. */
function atEdge(input, right) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  if (start === 0 && end === value.length) return true;
  return start === end && (right > 0 ? end === value.length : start === 0);
}

function nextTrouble() {
  const question = document.getElementById("grid-answer");
  const inList = [...document.querySelectorAll("#grid-troubled li > a")];
  const now = inList.findIndex((link) => link.parentElement.contains(document.activeElement));
  if (question.offsetParent && document.activeElement !== question) question.focus();
  else if (inList.length) (inList[now + 1] ?? inList[0]).focus();
  else grid.say(grid.words("Calm"));
}

function help() {
  const details = document.getElementById("grid-help");
  details.open = !details.open;
  if (details.open) details.querySelector("summary").focus();
  else last?.focus();
}

/* To the panel of the cell, and from there back to the cell. */
async function panel() {
  const box = document.getElementById("grid-panel");
  if (box.contains(document.activeElement)) { back(); return; }
  if (!last) { grid.say(grid.words("NoCell")); return; }
  await grid.panelOf(grid.idOf(last));
  const aim = box.querySelector("input:not([type=hidden]), summary, h3");
  if (aim?.tagName === "H3") aim.tabIndex = -1;
  aim?.focus();
}

function back() {
  if (!last) return;
  grid.reveal?.(last);
  last.focus();
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function press(event) {
  const input = grid.inputOf(event.target);
  if (!input || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (input.readOnly && (event.key.length === 1 || event.key === "Backspace")) {
    const reason = document.getElementById(input.getAttribute("aria-describedby")?.match(/laas\d+/)?.[0]);
    grid.say(grid.words("Closed", { reason: reason?.textContent ?? "" }));
    return;
  }
  if (event.key === "Escape") {
    const cell = grid.cellOf(grid.idOf(input));
    input.value = cell.saved[cell.inputs.indexOf(input)];
    input.select();
    if (!grid.isDirty(cell)) grid.save([cell.id]);
  } else if (event.key === "F2") {
    input.setSelectionRange(input.value.length, input.value.length);
  } else if (event.key === "Enter") {
    fieldFrom(input, event.shiftKey ? -1 : 1, 0)?.focus();
  } else if (event.key in MOVES && !event.shiftKey) {
    const [down, right] = MOVES[event.key];
    if (right && !atEdge(input, right)) return;
    fieldFrom(input, down, right)?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

/* These work wherever the reader is on the page, but in a field for words. */
function anywhere(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inGrid = grid.inputOf(event.target);
  const inWords = !inGrid && event.target.closest?.("input, textarea, select");
  const acts = { "?": help, F8: nextTrouble, F9: panel };
  if (event.key === "Escape" && !inGrid && event.target.closest?.("#grid-help, #grid-panel, .grid__below-all")) {
    event.preventDefault();
    back();
    return;
  }
  if (!(event.key in acts) || (event.key === "?" && inWords)) return;
  event.preventDefault();
  acts[event.key]();
}

if (root) {
  grid.fieldFrom = fieldFrom;
  grid.atEdge = atEdge;
  grid.lastField = () => last;
  root.addEventListener("keydown", press);
  document.addEventListener("keydown", anywhere);
  root.addEventListener("focusin", (event) => {
    const input = grid.inputOf(event.target);
    if (!input) return;
    last = input;
    input.select();
  });
  // An address may lead to one cell: from its story, or from what is missing.
  const named = location.hash && grid.inputOf(document.getElementById(location.hash.slice(1)));
  if (named) {
    grid.reveal?.(named);
    named.focus(); // the browser may have been there first, and then nobody is told
    last = named;
    if (named.value === named.defaultValue) named.select();
  }
}
