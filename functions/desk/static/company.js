// Who else is at this case, whose it is, and what came since it was opened. The first keystroke claims the case.

const place = document.querySelector("#company");
const one = (selector) => document.querySelector(selector);
const TYPING_MS = 15_000; // after the last keystroke one counts as writing
const TELL_TYPING_MS = 10_000;
const SLOWEST_MS = 120_000;

const tells = "tells" in place.dataset;
const box = one("#composer textarea");
let holder = place.dataset.holder;
let typedAt = -Infinity;
let toldTypingAt = -Infinity;
let claiming = null;
let implied = false; // claimed by a keystroke, not by a decision
let leaving = false;
let failures = 0;
let timer;

const headers = { "Content-Type": "application/json", "X-CSRF-Token": place.dataset.csrf };
const post = (address, fields, keepalive = false) => fetch(address, { method: "POST", headers, body: JSON.stringify(fields), keepalive });

async function look(what = performance.now() - typedAt < TYPING_MS ? "typing" : "viewing", claim = false) {
  clearTimeout(timer);
  if (what === "typing") toldTypingAt = performance.now();
  let after_s = 10;
  try {
    const seen = place.dataset.seen;
    const answer = await (tells ? post(place.dataset.address, { what, seen, claim }) : fetch(`${place.dataset.address}&seen=${seen}`));
    if (answer.status >= 400 && answer.status < 500) return; // signed out, or the case is gone: any action says so
    if (!answer.ok) throw new Error("not now");
    const found = await answer.json();
    failures = 0;
    show(found, seen);
    after_s = found.people.length || what === "typing" ? found.look_again_s : found.look_again_s * 2;
  } catch {
    failures += 1;
  }
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(look, Math.min(after_s * 1000 * 2 ** failures, SLOWEST_MS));
}

function show(found, seen) {
  one("#company .people").replaceChildren(
    ...found.people.flatMap((person) => {
      const said = Object.assign(document.createElement("span"), { className: `person ${person.what}`, textContent: person.says });
      return [said, " "];
    }),
  );
  const before = holder;
  holder = found.mine ? "mine" : found.holder ? "other" : "nobody";
  if (holder === "other") {
    implied = false;
    sayHolding(place.dataset.held.replace("{name}", found.holder_name));
  } else if (before === "other") sayHolding("");
  if (holder !== "mine") letGo();
  const isOurs = found.claimed && adopt(found.claimed);
  if (found.claimed) showClaimed();
  const isStale = !found.claimed && (claiming || seen !== place.dataset.seen); // asked before our claim
  if (found.news.changed && !isOurs && !isStale) tellNews(found.news.says);
}

const sayHolding = (words) => {
  one("[data-holding]").textContent = words;
};

function tellNews(says) {
  one("[data-news]").textContent = says;
  one("#company .news").hidden = false;
}

// ------------------------------------------------------------------ the first keystroke claims
function claim() {
  claiming = look("typing", true).finally(() => {
    claiming = null;
  });
}

// A claim of our own is no news; whatever came between opening and claiming is.
function adopt(stamp) {
  const [version, messages, edits] = place.dataset.seen.split(".");
  if (stamp !== `${Number(version) + 1}.${messages}.${edits}`) return false;
  place.dataset.seen = stamp;
  for (const field of document.querySelectorAll("input[name=seen]")) field.value = stamp;
  return true;
}

function showClaimed() {
  implied = true;
  sayHolding(place.dataset.claimed);
  for (const gone of document.querySelectorAll(".holding .calm, form[data-key=c], [data-unclaimed]")) {
    gone.hidden = true;
    delete gone.dataset.key;
  }
  const release = one("#release-claimed");
  release.hidden = false;
  release.dataset.key = "x";
}

function letGo() {
  const release = one("#release-claimed");
  if (!release) return;
  release.hidden = true;
  delete release.dataset.key;
}

function typed() {
  typedAt = performance.now();
  if (holder === "nobody" && place.dataset.release && !claiming) claim();
  else if (typedAt - toldTypingAt > TELL_TYPING_MS) look("typing");
}

if (box && tells) {
  box.addEventListener("input", (event) => event.isTrusted && typed());
  box.addEventListener("written", typed);
}

// ------------------------------------------------------------------ sending waits for the claim
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (claiming) {
      event.preventDefault();
      event.stopImmediatePropagation();
      claiming.then(() => form.requestSubmit(event.submitter ?? undefined));
      return;
    }
    leaving = true;
  },
  true,
);

// ------------------------------------------------------------------ coming and going
document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (document.visibilityState === "visible") look();
});
addEventListener("pagehide", () => {
  if (!tells) return;
  post(place.dataset.address, { what: "gone" }, true).catch(() => {});
  if (implied && !leaving && !box.value.trim()) post(place.dataset.release, {}, true).catch(() => {});
});
look();
