// A file that is too large is refused before it is sent; the words come from the page.
for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
  input.addEventListener("change", () => {
    const file = input.files[0];
    const isTooLarge = file !== undefined && file.size > Number(input.dataset.largest);
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    if (isTooLarge) {
      input.reportValidity();
      input.value = "";
    }
  });
}
