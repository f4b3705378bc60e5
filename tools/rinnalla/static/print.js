// @ts-check
// A page on paper: the button that prints it, and the address it was printed from. A page with a list has no room for one
// more file, and has both in checklist.js.

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-print]"))) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

addEventListener("beforeprint", () => {
  const place = document.querySelector("[data-address]:empty");
  if (place && location.protocol !== "file:") place.textContent = location.origin + location.pathname;
});
