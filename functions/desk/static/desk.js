// Keys, countdowns and a live count. Every page works without this file.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const store = sessionStorage;

// ------------------------------------------------------------------ time
const MINUTE = 60_000;

function span(length) {
  const minutes = Math.floor(length / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return `${days} day${days === 1 ? "" : "s"}`;
}

function tellDeadlines() {
  for (const time of all("time[data-due]")) {
    const ahead = Date.parse(time.dateTime) - Date.now();
    time.textContent = ahead > 0 ? `due in ${span(ahead)}` : `overdue by ${span(-ahead)}`;
    time.classList.toggle("late", ahead <= 0);
    time.closest(".row")?.classList.toggle("late", ahead <= 0);
  }
}

const written = () => all("textarea:not([readonly])").some((box) => box.value !== box.defaultValue);
const busy = () => written() || document.activeElement?.matches("input, select, textarea") || one("dialog[open], .drop[open]:focus-within");

function lookAgain() {
  if (!busy()) location.replace(location.pathname + (document.body.classList.contains("queue") ? location.search.replace(/&?done=[a-z_]+/, "") : ""));
}

function countDown(timer) {
  const left = Math.ceil((Date.parse(timer.dataset.until) - Date.now()) / 1000);
  timer.textContent = left > 0 ? `in ${left} s` : "now";
  setTimeout(left > 0 ? () => countDown(timer) : lookAgain, left > 0 ? 250 : 1200);
}

if (one("time[data-due]")) setInterval(tellDeadlines, 15_000);
const timer = one("[data-until]");
const pending = one("[data-look-again]");
if (timer) countDown(timer);
else if (pending) setTimeout(lookAgain, pending.dataset.lookAgain * 1000);
if (document.body.classList.contains("queue")) {
  setInterval(() => document.visibilityState === "visible" && lookAgain(), 30_000);
}

// ------------------------------------------------------------------ what is written is counted
const composer = one("#composer");
const box = composer && one("textarea", composer);

if (document.body.hasAttribute("data-signed-out")) store.clear();
if (pending?.dataset.own) {
  for (const key of Object.keys(store)) if (key.startsWith(`draft:${location.pathname}:`)) store.removeItem(key);
}

async function check() {
  const answer = await fetch(composer.dataset.check, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": composer.dataset.csrf },
    body: JSON.stringify({ mention_id: one("[name=mention_id]", composer).value, text: box.value }),
  });
  if (!answer.ok) return;
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

// ------------------------------------------------------------------ sending once
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

// ------------------------------------------------------------------ keys
const links = all(".row .open");
const chosen = () => links.indexOf(document.activeElement);
const submit = (form) => form?.requestSubmit();

function move(step) {
  if (!links.length) return;
  const to = Math.min(Math.max((chosen() < 0 && step < 0 ? 1 : chosen()) + step, 0), links.length - 1);
  links[to].focus();
  store.setItem("row", links[to].closest(".row").dataset.case);
}

function open(id, inside) {
  const drop = one(id);
  if (!drop) return;
  drop.open = true;
  one(inside, drop).focus();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement.matches(".row .open") && document.activeElement.click(),
  c: () => submit(one("form[data-key=c]", document.activeElement.closest(".row") ?? (links.length ? new DocumentFragment() : document))),
  x: () => submit(one("form[data-key=x]")),
  z: () => submit(one("form[data-key=z]")),
  r: () => box?.focus(),
  e: () => open("#resolve", "select"),
  "?": () => one("#keys").showModal(),
};

let before = "";
document.addEventListener("keydown", (event) => {
  const inField = event.target.matches("input:not([type=checkbox]), select, textarea");
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target === box) {
    event.preventDefault();
    return submit(composer);
  }
  if (event.key === "Escape" && inField) return event.target.blur();
  if (inField || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
  const key = before === "g" ? `g${event.key}` : event.key;
  before = event.key === "g" ? "g" : "";
  if (key === "gq") location.href = one(".back")?.href ?? "/";
  if (!Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  KEYS[key]();
});

// after a reload the row that was chosen is chosen again; after a refusal the field to mend
const row = links.length && one(`.row[data-case="${CSS.escape(store.getItem("row") ?? "")}"] .open`);
if (row && document.activeElement === document.body) row.focus({ preventScroll: true });
one("[aria-invalid=true]")?.focus();
