/* Undo: what the reader last saved on this page goes back, as a new version of each cell. A pasted
   block goes back as one. Figures from before the page was opened go back from the panel. */
const root = document.getElementById("grid");
const grid = root?.grid;
const steps = [];

function remember({ detail: { cell, item, before } }) {
  if (item.back_to !== undefined) {
    // What stands there now is what stood there then, so the step before can be undone too.
    for (const { cells } of steps) for (const one of cells) if (one.id === cell.id && one.after === item.back_to) one.after = cell.version;
    return;
  }
  if (!item.step) return;
  const last = steps.at(-1);
  const entry = { id: cell.id, before, after: cell.version };
  if (last?.step === item.step) last.cells.push(entry);
  else steps.push({ step: item.step, cells: [entry] });
}

async function undo() {
  const last = steps.pop();
  // Where somebody else has written since, their figure stays.
  const back = last?.cells.filter(({ id, after }) => grid.cellOf(id).version === after) ?? [];
  if (!back.length) { grid.say(grid.words("Nothing")); return; }
  const outcomes = await Promise.all(back.map(({ id, before }) => grid.save([id], { back_to: before })));
  const count = outcomes.flat().filter((outcome) => ["saved", "unchanged"].includes(outcome)).length;
  grid.say(grid.words("Undone", { count }));
}

function press(event) {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
  const input = grid.inputOf(event.target);
  const cell = input && grid.cellOf(grid.idOf(input));
  // What is typed and not yet on its way is the browser's to undo.
  if (!cell || (!cell.busy && grid.isDirty(cell))) return;
  event.preventDefault();
  if (cell.busy) root.addEventListener("grid:answers", undo, { once: true });
  else undo();
}

if (root) {
  root.addEventListener("grid:saved", remember);
  root.addEventListener("keydown", press);
  document.getElementById("grid-undo").addEventListener("click", undo);
}
