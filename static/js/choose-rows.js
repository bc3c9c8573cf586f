// Choosing many rows of a list: all at once, a stretch with Shift, arrows between the boxes, and how
// many are chosen. Without it each box is ticked by itself.
const list = document.getElementById("queue");

if (list) {
  const boxes = [...list.querySelectorAll('input[name="chosen"]')];
  const all = list.querySelector("#choose-all");
  const count = list.querySelector("#chosen-count");
  let last = null;

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked);
    // A box may stand for several figures.
    const number = chosen.reduce((sum, box) => sum + box.value.split(",").length, 0);
    if (count) {
      const { none, one, many } = count.dataset;
      count.textContent = number === 0 ? none : number === 1 ? one : many.replace("{count}", number);
    }
    if (all) {
      all.checked = chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    }
  };

  const stretch = (box) => {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  };

  list.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) stretch(box);
    last = box;
    tell();
  });

  list.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step) return;
    const next = boxes[at + step];
    if (!next) return;
    event.preventDefault();
    if (event.shiftKey) next.checked = boxes[at].checked;
    next.focus();
    tell();
  });

  for (const keys of list.querySelectorAll(".queue__keys")) keys.hidden = false;
  if (all) {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  tell();
}
