/* Sending cells: what is to be saved goes in few requests, one at a time, and waits while there is no
   connection. What waits is kept in this browser for this user, so that a closed page loses nothing;
   it is sent again until the server has answered. The same figure twice changes nothing there, so
   each value arrives exactly once. What looks like a CPR number is never kept. */
const root = document.getElementById("grid");
const queueLine = document.getElementById("grid-queue");
const PREFIX = "kvarterkompas-venter-";
const AT_ONCE = 500;
const CPR = /(?<![\d.,])(\d{2})(\d{2})\d{2}[-–\s]?\d{4}(?!\d|[.,]\d)/g;
const grid = root?.grid;
const queue = new Map();
let running = false;
let tries = 0;
let timer = 0;
let step = 0;

const key = () => PREFIX + root.dataset.user;
const isPrivate = (text) => [...text.matchAll(CPR)].some(([, day, month]) =>
  ((day >= 1 && day <= 31) || (day >= 61 && day <= 91)) && month >= 1 && month <= 12);

/* Storage may be closed to us; then a value waits as long as the page is open. */
function keep() {
  try {
    const kept = [...queue.values()]
      .filter(({ first, second, comment, correction }) => ![first, second, comment, correction].some((text) => isPrivate(text ?? "")))
      .map(({ id, first, second, seen, writing, comment, correction, back_to }) =>
        ({ id, first, second, seen, writing, comment, correction, back_to }));
    if (kept.length) localStorage.setItem(key(), JSON.stringify(kept));
    else localStorage.removeItem(key());
  } catch { /* as above */ }
}

function remembered() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && name !== key()) localStorage.removeItem(name);
    }
    return JSON.parse(localStorage.getItem(key()) ?? "[]");
  } catch {
    return [];
  }
}

function tellQueue() {
  queueLine.textContent = tries && queue.size ? grid.words("Queue", { count: queue.size }) : "";
}

/* Ask to save some cells; resolves to their outcomes when all of them have been answered. */
function save(ids, more = {}) {
  step += 1;
  const outcomes = ids.map((id) => {
    const cell = grid.cellOf(id);
    const [first, second = ""] = grid.typed(cell);
    const now = [first, second].slice(0, cell.inputs.length);
    const isAnswered = more.comment || more.correction || more.back_to !== undefined;
    if (!isAnswered && grid.same(now, cell.saved)) { drop(id); grid.settle(cell); return "unchanged"; }
    if (!isAnswered && cell.refused && grid.same(now, cell.refused)) return cell.kind;
    const item = { id, first, second, seen: cell.version, writing: grid.writing, step, ...more };
    if (more.back_to !== undefined) item.first = item.second = "";
    return put(item);
  });
  setTimeout(flush);
  return Promise.all(outcomes);
}

/* The reader took back what was typed before it could be sent. */
function drop(id) {
  const item = queue.get(id);
  if (!item || item.isSent) return;
  queue.delete(id);
  item.done?.("unchanged");
  keep();
  tellQueue();
}

function put(item) {
  const waits = queue.get(item.id);
  if (waits && !waits.isSent) {
    const { done, isSent, ...newer } = { ...item, done: waits.done };
    Object.assign(waits, newer);
    return waits.promise;
  }
  item.promise = new Promise((resolve) => { item.done = resolve; });
  if (!waits) queue.set(item.id, item);
  else return waits.promise.then(() => { setTimeout(flush); return put({ ...item, seen: grid.cellOf(item.id).version }); });
  return item.promise;
}

async function post(items) {
  const body = JSON.stringify({
    writing: items[0].writing,
    cells: items.map(({ id, first, second, seen, comment, correction, back_to }) =>
      ({ id, first, second, seen, comment, correction, back_to })),
  });
  const response = await fetch(root.dataset.url, {
    method: "POST", body, signal: AbortSignal.timeout(30000),
    headers: {
      "Content-Type": "application/json", "X-Requested-With": "fetch",
      "X-CSRFToken": grid.token,
    },
  });
  if (response.redirected || response.status === 401) return { status: "stopped", message: grid.words("SignedOut") };
  if ([400, 403, 404].includes(response.status)) return { status: "stopped", message: grid.words("Gone") };
  if (!response.headers.get("Content-Type")?.includes("json")) throw new Error(`answer ${response.status}`);
  return response.json();
}

async function flush() {
  if (running || !queue.size) return;
  clearTimeout(timer);
  const writing = queue.values().next().value.writing;
  const items = [...queue.values()].filter((item) => item.writing === writing).slice(0, AT_ONCE);
  running = true;
  for (const item of items) {
    item.isSent = true;
    const cell = grid.cellOf(item.id);
    if (cell) { cell.busy = true; grid.show(cell, "saving"); }
  }
  keep();
  let answer;
  try { answer = await post(items); } catch { answer = null; }
  running = false;
  const wasAway = tries > 0;
  tries = answer ? 0 : tries + 1;
  for (const item of items) {
    const one = answer ? answer.cells?.[item.id] ?? answer : { status: "unsaved", message: grid.words("Unsaved") };
    finish(item, one, Boolean(answer));
  }
  for (const [id, one] of Object.entries(answer?.cells ?? {})) {
    const cell = one.status === "near" && grid.cellOf(id);
    if (cell) grid.review(cell, one);
  }
  keep();
  tellQueue();
  root.dispatchEvent(new CustomEvent("grid:answers", { detail: { items } }));
  if (wasAway && answer?.cells) grid.say(`✓ ${grid.words("Back", { count: items.length })}`);
  if (!queue.size) return;
  timer = setTimeout(flush, answer ? 0 : Math.min(30, 2 ** tries) * 1000);
}

function finish(item, answer, isAnswered) {
  const cell = grid.cellOf(item.id);
  item.isSent = false;
  item.outcome = answer.status;
  if (isAnswered) queue.delete(item.id);
  if (!cell) {
    if (isAnswered) root.dispatchEvent(new CustomEvent("grid:elsewhere", { detail: { item, answer } }));
  } else {
    cell.busy = false;
    const before = cell.version;
    grid.receive(cell, item, answer);
    if (answer.status === "saved") {
      root.dispatchEvent(new CustomEvent("grid:saved", { detail: { cell, item, before } }));
    }
  }
  if (isAnswered) item.done?.(answer.status);
}

/* What an earlier page could not send. */
function takeUp() {
  for (const item of remembered()) {
    const cell = grid.cellOf(item.id);
    if (cell && item.back_to === undefined) {
      [item.first, item.second].forEach((text, index) => { if (cell.inputs[index]) cell.inputs[index].value = text ?? ""; });
      cell.version = item.seen;
    }
    put({ ...item, step: 0 });
  }
  if (queue.size) flush();
}

/* What was typed and left before this file had come. */
function typedEarly() {
  const early = [...root.querySelectorAll("td input")].filter((input) =>
    input.value !== input.defaultValue && input.dataset.saved === undefined && input !== document.activeElement);
  save([...new Set(early.map(grid.idOf))].filter((id) => !queue.has(id)));
}

if (root) {
  grid.save = save;
  takeUp();
  typedEarly();
  addEventListener("online", flush);
}
