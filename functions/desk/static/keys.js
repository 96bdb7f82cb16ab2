// Keys. What stands on the page with data-key="…" or data-go="…" is pressed by them, so that a new action joins by itself.

import { all, one } from "./page.js";

const store = sessionStorage;
const FIELDS = "input:not([type=hidden], [type=checkbox]), select, textarea";
const links = () => all(".row .open");

function move(step) {
  const rows = links();
  if (!rows.length) return;
  const current = rows.findIndex((link) => link.getAttribute("aria-current"));
  const at = rows.indexOf(document.activeElement);
  const from = at >= 0 ? at : current >= 0 ? current : step > 0 ? -1 : 1;
  const to = Math.min(Math.max(from + step, 0), rows.length - 1);
  rows[to].focus();
  store.setItem("row", rows[to].closest(".row").dataset.case);
}

// Opens what must be opened, and gives the field to be filled in first, or presses.
export function press(target) {
  const drop = target.closest("details");
  if (drop) drop.open = true;
  const form = target.matches("form") ? target : target.matches("summary, details") ? one("form", drop) : null;
  const field = form && all(FIELDS, form).find((found) => found.checkVisibility());
  if (target.matches("a, button")) {
    if (target.form && !target.form.checkValidity()) all(FIELDS, target.form).find((found) => !found.validity.valid).focus();
    else target.click();
  } else if (field) field.focus();
  else if (form) form.requestSubmit();
}

function pressed(key) {
  const row = document.activeElement.closest(".row");
  const name = `[data-key="${CSS.escape(key)}"]`;
  const found = all(name).filter((target) => !target.closest("[hidden], dialog"));
  const target = (row && one(name, row)) ?? found.find((one) => !one.closest(".row"));
  if (target) press(target);
  return Boolean(target);
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement.matches(".row .open") && document.activeElement.click(),
  r: () => one("#composer textarea")?.focus(),
  w: () => {
    const why = all(".why").at(-1);
    if (why) why.open = true;
    one("summary", why)?.focus();
  },
  "/": () => one("#search-text")?.focus(),
  "?": () => one("#keys").showModal(),
  Escape: () => one(".back")?.click(),
};

let before = "";
document.addEventListener("keydown", (event) => {
  const field = event.target.matches(FIELDS);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (event.key === "Escape" && field && !event.target.closest("dialog")) return event.target.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || event.defaultPrevented) return;
  if (event.key === "Shift") return;
  if (before === "g") {
    before = "";
    const target = one(`[data-go="${CSS.escape(event.key)}"]`);
    if (target) event.preventDefault();
    return target?.click();
  }
  if (event.key === "g") {
    before = "g";
    return;
  }
  if (Object.hasOwn(KEYS, event.key)) {
    if (event.key !== "Escape") event.preventDefault();
    KEYS[event.key]();
  } else if (event.key.length === 1 && pressed(event.key)) event.preventDefault();
});

// after a reload the row that was chosen is chosen again
const row = one(`.row[data-case="${CSS.escape(store.getItem("row") ?? "")}"] .open`);
if (row && document.activeElement === document.body && document.body.classList.contains("queue")) row.focus({ preventScroll: true });
