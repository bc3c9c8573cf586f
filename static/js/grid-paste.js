/* Pasting a block from a spreadsheet: rows go down the lines of the grid, columns to the right.
   Blanks change nothing; what lies outside the grid, or in a locked cell, is counted and told. */
const form = document.getElementById("grid");

function block(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

function paste(event) {
  const start = event.target.closest(".grid__input");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const values = block(text);
  if (!start || (values.length === 1 && values[0].length === 1)) return;
  event.preventDefault();
  const all = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(".grid__input")]);
  const top = all.findIndex((inputs) => inputs.includes(start));
  const left = all[top].indexOf(start);
  const ids = new Set();
  let outside = 0;
  values.forEach((line, down) => line.forEach((value, right) => {
    const input = all[top + down]?.[left + right];
    if (!value.trim()) return;
    if (!input || input.readOnly) { outside += 1; return; }
    input.value = value.trim();
    ids.add(input.dataset.cell);
  }));
  form.dispatchEvent(new CustomEvent("grid:typed", { detail: { ids: [...ids], outside, isPasted: true } }));
}

form?.addEventListener("paste", paste);
