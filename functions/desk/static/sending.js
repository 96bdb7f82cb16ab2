// A text is counted while it is written, and a form is sent once.

import { all, one } from "./page.js";

const composer = one("#composer");
const box = composer && one("textarea", composer);
const store = sessionStorage;

if (document.body.hasAttribute("data-signed-out")) store.clear();
if (one("[data-look-again]")?.dataset.own) {
  for (const key of Object.keys(store)) if (key.startsWith(`draft:${location.pathname}:`)) store.removeItem(key);
}

async function check() {
  const answer = await fetch(composer.dataset.check, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": composer.dataset.csrf },
    body: JSON.stringify({ mention_id: one("[name=mention_id]", composer).value, text: box.value }),
  }).catch(() => null); // no connection: counted again with the next keystroke
  if (!answer?.ok) return;
  const { count, limit, warnings } = await answer.json();
  one("[data-count]").textContent = count;
  one("#count").classList.toggle("late", count > limit);
  const list = one("#warnings");
  list.hidden = !warnings.length;
  list.replaceChildren(...warnings.map((warning) => Object.assign(document.createElement("li"), { textContent: warning })));
}

if (box) {
  let waiting;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  };
  box.addEventListener("input", later);
  if (box.value !== box.defaultValue) later();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  for (const button of all("button", form)) button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of all("button", form)) button.removeAttribute("aria-busy");
  }
});
one("[aria-invalid=true]")?.focus();
