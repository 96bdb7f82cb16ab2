// The list is read again while it is looked at, the more seldom the less happens; arrivals are told.

import { all, announce, fill, language, one, says } from "./page.js";
import { tellTimes } from "./time.js";

const FIRST_MS = 8000;
const SLOWEST_MS = 60_000;
const COUNTS_MS = 60_000;
const RECENTLY_MS = 2500;

let list = one("#list");
let stamp = "";
let wait = FIRST_MS;
let timer;
let pointedAt = 0;

const visible = () => document.visibilityState === "visible";
const rows = (within) => new Map(all(".row", within).map((row) => [row.dataset.case, row]));

// A document is read without its scripts; texts in it were escaped by the server.
function read(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    if (stamp) request.setRequestHeader("If-None-Match", stamp);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error("no connection"));
    request.send();
  });
}

async function look() {
  clearTimeout(timer);
  if (!visible()) return;
  try {
    const answer = await read(list.dataset.address);
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) return;
    const fresh = answer.status === 200 && answer.response?.querySelector("#list");
    wait = fresh ? FIRST_MS : Math.min(wait * 1.4, SLOWEST_MS);
    if (fresh) {
      if (disturbs()) wait = RECENTLY_MS;
      else {
        stamp = answer.getResponseHeader("ETag") ?? "";
        put(document.adoptNode(fresh));
      }
    }
  } catch {
    wait = Math.min(wait * 2, SLOWEST_MS);
  }
  timer = setTimeout(look, wait);
}

// Nothing moves under a pointer, or while a claim is being sent.
const disturbs = () => (list.matches(":hover") && performance.now() - pointedAt < RECENTLY_MS) || one("form[data-sent]", list);

function put(fresh) {
  const before = rows(list);
  const after = rows(fresh);
  const focused = document.activeElement?.closest("#list .row")?.dataset.case;
  const chosen = new Set([...list.querySelectorAll(".choose input:checked")].map((box) => box.value));
  const scrolled = list.parentElement.scrollTop;
  const wasLoaded = list.childElementCount > 0;
  list.replaceWith(fresh);
  list = fresh;
  for (const box of list.querySelectorAll(".choose input")) box.checked = chosen.has(box.value);
  list.parentElement.scrollTop = scrolled;
  tellTimes(list);
  if (focused) one(`.row[data-case="${CSS.escape(focused)}"] .open`, list)?.focus({ preventScroll: true });
  if (!wasLoaded) {
    const current = one(".row.current", list);
    if (current) list.parentElement.scrollTop = current.offsetTop - list.parentElement.clientHeight / 3;
    return;
  }
  const arrived = [...after.keys()].filter((id) => !before.has(id)).map((id) => after.get(id));
  if (!arrived.length || list.dataset.more) return;
  for (const row of arrived) row.classList.add("fresh");
  const critical = arrived.some((row) => row.classList.contains("critical"));
  announce(fill(says.arrived, { count: new Intl.NumberFormat(language).format(arrived.length) }));
  if (critical) announce(says.critical, true);
}

// ------------------------------------------------------------------ how many are in each folder
const folders = one("[data-counts]");

async function count() {
  if (!visible()) return;
  try {
    const answer = await fetch(folders.dataset.counts);
    if (!answer.ok) return;
    for (const [name, number] of Object.entries(await answer.json())) {
      const place = one(`[data-count-of="${CSS.escape(name)}"]`);
      if (place) place.textContent = number === "0" ? "" : number;
    }
  } catch {
    // no connection: the numbers stay as they are
  }
}

if (folders) {
  count();
  setInterval(count, COUNTS_MS);
}
if (list && (list.childElementCount || matchMedia("(min-width: 75rem)").matches)) {
  document.addEventListener("pointermove", () => (pointedAt = performance.now()), { passive: true });
  document.addEventListener("visibilitychange", () => {
    wait = FIRST_MS;
    look();
  });
  if (list.childElementCount) timer = setTimeout(look, FIRST_MS);
  else look();
}
