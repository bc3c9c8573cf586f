/* Moving about in the grid as in a spreadsheet: arrows, Enter, Escape, F2. Tab is the browser's own. */
const form = document.getElementById("grid");

function rows() {
  return [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(".grid__input")]);
}

function go(from, down, right) {
  const all = rows();
  const row = all.findIndex((inputs) => inputs.includes(from));
  const column = all[row].indexOf(from);
  all[row + down]?.[column + right]?.focus();
}

/* A side arrow leaves the field only when it cannot move inside the text. */
function atEdge(input, right) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  if (start === 0 && end === value.length) return true;
  return start === end && (right > 0 ? end === value.length : start === 0);
}

function press(event) {
  const input = event.target.closest(".grid__input");
  if (!input || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    Enter: [event.shiftKey ? -1 : 1, 0],
  };
  if (event.key === "Escape") {
    input.value = input.dataset.saved;
    input.select();
    form.dispatchEvent(new CustomEvent("grid:typed", { detail: { ids: [input.dataset.cell] } }));
  } else if (event.key === "F2") {
    input.setSelectionRange(input.value.length, input.value.length);
  } else if (event.key in moves) {
    const [down, right] = moves[event.key];
    if (right && (event.shiftKey || !atEdge(input, right))) return;
    go(input, down, right);
  } else {
    return;
  }
  event.preventDefault();
}

if (form) {
  form.addEventListener("keydown", press);
  form.addEventListener("focusin", (event) => event.target.closest(".grid__input")?.select());
}
