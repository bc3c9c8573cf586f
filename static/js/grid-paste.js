/* Pasting a block from a spreadsheet: rows go down the lines of the grid, columns to the right.
   Blanks change nothing; what lies outside the grid or in a locked cell, what was not saved, what is
   questioned, and released figures that were written over, are counted and told. */
const root = document.getElementById("grid");
const grid = root?.grid;

function block(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

async function paste(event) {
  const start = grid.inputOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const values = block(text);
  if (!start || (values.length === 1 && values[0].length === 1)) return;
  event.preventDefault();
  let row = start.closest("tr");
  const left = grid.fieldsOf(row).indexOf(start);
  const ids = new Set();
  let outside = 0;
  let locked = 0;
  for (const line of values) {
    const fields = row ? grid.fieldsOf(row) : [];
    line.forEach((value, right) => {
      const input = fields[left + right];
      if (!value.trim()) return;
      if (!input) { outside += 1; return; }
      if (input.readOnly) { locked += 1; return; }
      grid.cellOf(grid.idOf(input)); // what stands there now is what it goes back to
      input.value = value.trim();
      ids.add(grid.idOf(input));
    });
    row = row && grid.nextRow(row, 1);
  }
  const outcomes = await grid.save([...ids]);
  const isSaved = (outcome) => ["saved", "unchanged"].includes(outcome);
  const told = [...ids].map((id) => grid.cellOf(id).answer ?? {}).filter((_one, at) => isSaved(outcomes[at]));
  const counts = {
    Pasted: told.length,
    PastedNot: outcomes.length - told.length,
    PastedDoubted: told.filter((one) => one.flags?.length).length,
    PastedWaiting: told.filter((one) => one.over === "waiting").length,
    PastedMade: told.filter((one) => one.over === "made").length,
    Locked: locked,
    Outside: outside,
  };
  grid.say(Object.entries(counts).filter(([name, count]) => count || name === "Pasted")
    .map(([name, count]) => grid.words(name, { count })).join(" "));
}

root?.addEventListener("paste", paste);
