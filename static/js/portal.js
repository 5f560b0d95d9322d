// Small comforts; every page works without them.

document.documentElement.classList.add("js");

// A menu closes on Escape (focus goes back to its button) and on a click or a step outside it.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// After a page or a fragment with errors arrives, the summary of them has the focus.
const focusSummary = (root) => root.querySelector?.("[data-focus]")?.focus();
focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.detail.elt));

// A second click on the same button sends nothing; the server would take it once as well.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});

// What somebody typed and could not save waits in this browser (cockpit.js): until they sign out, and three days at most.
const forgetTyped = (gone) => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("kladje:") && gone(key)) localStorage.removeItem(key);
  } catch {}
};
const isOld = (key) => {
  try { return !(JSON.parse(localStorage.getItem(key)).at > Date.now() - 3 * 24 * 3600 * 1000); } catch { return true; }
};
forgetTyped(isOld);
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/account/logout/")) forgetTyped(() => true);
});

// What is being sent is no draft any more.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.closest("form[data-sent]")) event.preventDefault();
});

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// What is shown once can be taken along with one press.
document.addEventListener("click", async (event) => {
  const field = document.getElementById(event.target.closest("[data-copy]")?.dataset.copy);
  if (!field) return;
  field.select();
  await navigator.clipboard.writeText(field.value);
  document.getElementById("gekopieerd").textContent = "Gekopieerd.";
});
