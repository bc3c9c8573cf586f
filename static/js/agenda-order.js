// The order of an agenda: by dragging, by the buttons, and by Alt with the arrows. Each move is saved at
// once. Without this the buttons send the form and the page comes back in the new order.
const root = document.getElementById("agenda");
const form = document.getElementById("agenda-form");

if (root && form) {
  const list = root.querySelector(".agenda");
  const status = root.querySelector("[data-agenda-status]");
  const seen = form.elements.seen;
  const items = () => [...list.children];
  const movable = () => items().filter((item) => item.querySelector("[data-step]"));
  const order = () => movable().map((item) => item.dataset.item).join(",");
  let dragged = null;

  const clock = (minutes) =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;
  const first = items()[0]?.querySelector("[data-begins]").textContent.trim().split(".").map(Number);

  // Numbers, times and the ends of the list follow the order.
  const renumber = () => {
    let at = first[0] * 60 + first[1];
    items().forEach((item, number) => {
      const begins = item.querySelector("[data-begins]");
      item.querySelector("[data-number]").textContent = number + 1;
      begins.textContent = clock(at);
      at += Number(begins.dataset.minutes);
    });
    const open = movable();
    open.forEach((item, number) => {
      for (const button of item.querySelectorAll("[data-step]")) {
        const end = button.dataset.step === "-1" ? 0 : open.length - 1;
        if (number === end) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    });
  };

  const save = async () => {
    const wanted = order();
    if (wanted === seen.value) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("order", wanted);
    let words = root.dataset.trouble;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, redirect: "error",
      });
      if (answer.ok) {
        seen.value = wanted;
        status.textContent = root.dataset.saved;
        return;
      }
      if (answer.status === 409) words = (await answer.json()).message;
    } catch {
      // told below
    }
    status.textContent = words;
    status.classList.remove("visually-hidden");
  };

  const step = (item, by) => {
    const open = movable();
    const other = open[open.indexOf(item) + by];
    if (!other) return;
    if (by < 0) other.before(item);
    else other.after(item);
    renumber();
    save();
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    event.preventDefault();
    step(button.closest("[data-item]"), Number(button.dataset.step));
    button.focus();
  });

  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = event.target.closest("[data-item]");
    if (!by || !event.altKey || !item?.querySelector("[data-step]")) return;
    event.preventDefault();
    step(item, by);
    event.target.focus();
  });

  // Dragging by the handle; pointer events serve mouse, pen and finger alike.
  const over = (y) => movable().find((item) => item !== dragged && y < item.getBoundingClientRect().bottom);
  const clear = () => items().forEach((item) => item.classList.remove("is-over", "is-dragged"));

  for (const handle of list.querySelectorAll("[data-handle]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => {
      dragged = handle.closest("[data-item]");
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!dragged) return;
      clear();
      dragged.classList.add("is-dragged");
      over(event.clientY)?.classList.add("is-over");
    });
    handle.addEventListener("pointerup", (event) => {
      if (!dragged) return;
      const before = over(event.clientY);
      if (before) before.before(dragged);
      else movable().at(-1).after(dragged);
      clear();
      dragged = null;
      renumber();
      save();
    });
    handle.addEventListener("pointercancel", () => {
      clear();
      dragged = null;
    });
  }
}
