// A file that is too large is refused before it is sent; the words come from the page and stand in
// the field's error place until another file is chosen.
for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
  const id = `${input.id}_error`;
  let isTooLarge = false;

  const errorPlace = () => {
    const stored = document.getElementById(id);
    if (stored) return stored;
    const place = document.createElement("ul");
    place.className = "field__error";
    place.id = id;
    input.before(place);
    return place;
  };

  const show = (words) => {
    const item = document.createElement("li");
    const alert = document.createElement("span");
    alert.setAttribute("role", "alert");
    item.append(alert);
    errorPlace().replaceChildren(item);
    alert.textContent = words;
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    input.setAttribute("aria-describedby", [...new Set([...described, id])].join(" "));
    input.setAttribute("aria-invalid", "true");
    input.closest(".field")?.classList.add("field--error");
  };

  const clear = () => {
    document.getElementById(id)?.remove();
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ");
    const left = described.filter((one) => one && one !== id).join(" ");
    if (left) input.setAttribute("aria-describedby", left);
    else input.removeAttribute("aria-describedby");
    input.removeAttribute("aria-invalid");
    input.closest(".field")?.classList.remove("field--error");
  };

  input.addEventListener("change", () => {
    const file = input.files[0];
    if (file === undefined) return;
    isTooLarge = file.size > Number(input.dataset.largest);
    if (isTooLarge) {
      show(input.dataset.tooLarge);
      input.value = "";
    } else clear();
  });

  // Sent without a file, the page would only ask for one, and the reason would be gone.
  input.form?.addEventListener("submit", (event) => {
    if (!isTooLarge) return;
    event.preventDefault();
    input.focus();
  });
}
