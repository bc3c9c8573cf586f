/* Boxes in groups: the box for all ticks and clears the others, and shows when only some are ticked.
   Without this the server takes all of a group whose own box is ticked. */
for (const group of document.querySelectorAll(".box-group")) {
  const all = group.querySelector(".box-group__all input");
  const boxes = [...group.querySelectorAll(".box-group__boxes input")];
  if (!all) continue;

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };

  group.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    tell();
  });
  if (all.checked) for (const box of boxes) box.checked = true; // ticked before this file had come
  tell();
}
