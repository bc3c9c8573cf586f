/* Pasting a block from a spreadsheet: rows go down the lines of the grid, columns to the right.
   Blanks change nothing; what lies outside the grid, or in a locked cell, is counted and told. */
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
  for (const line of values) {
    const fields = row ? grid.fieldsOf(row) : [];
    line.forEach((value, right) => {
      const input = fields[left + right];
      if (!value.trim()) return;
      if (!input || input.readOnly) { outside += 1; return; }
      grid.cellOf(grid.idOf(input)); // what stands there now is what it goes back to
      input.value = value.trim();
      ids.add(grid.idOf(input));
    });
    row = row && grid.nextRow(row, 1);
  }
  const outcomes = await grid.save([...ids]);
  const saved = outcomes.filter((outcome) => ["saved", "unchanged"].includes(outcome)).length;
  const more = outside ? ` ${grid.words("Outside", { count: outside })}` : "";
  grid.say(grid.words("Pasted", { saved, other: outcomes.length - saved }) + more);
}

root?.addEventListener("paste", paste);
