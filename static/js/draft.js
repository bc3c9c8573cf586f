// A session that ended while somebody wrote takes no words along: what was sent then stands in the form again
// once the same person has signed in. It lies in this tab alone, from the sending to the next page.
const KEY = "kvarterkompas-kladde";
const isSignedIn = Boolean(document.querySelector("form[data-sign-out]"));
const forms = [...document.querySelectorAll("form[data-draft]")].filter((form) => form.querySelector("textarea"));

function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; }
}

function keep(draft) {
  try {
    if (draft) sessionStorage.setItem(KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(KEY);
  } catch { /* storage is closed to us: the browser's own way back is what is left */ }
}

const fields = (form) => [...form.elements].filter((each) => each.name
  && !["hidden", "password", "file", "submit", "button"].includes(each.type));
const isChoice = (field) => ["checkbox", "radio"].includes(field.type);

function written(form) {
  return fields(form).map((each) => [each.name, isChoice(each) ? `${each.value}=${each.checked}` : each.value]);
}

function restore(form, draft) {
  for (const field of fields(form)) {
    const values = draft.values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChoice(field)) field.checked = values.includes(`${field.value}=true`);
    else if (values.length === 1) field.value = values[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

const draft = kept();
if (draft && !isSignedIn) keep({ ...draft, isOut: true });
else if (draft) {
  const form = forms.find((each) => each.dataset.draft === draft.who);
  if (draft.isOut && form && draft.path === location.pathname) restore(form, draft);
  keep(null);
}

for (const form of forms) {
  form.addEventListener("submit", () => {
    keep({ path: location.pathname, who: form.dataset.draft, values: written(form), isOut: false });
  });
}
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) keep(null); });
document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => keep(null));
