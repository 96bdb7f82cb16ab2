// What is typed is kept: on the server while one types, in this tab until the server has it.

const form = document.querySelector("#composer");
const store = sessionStorage;
const PAUSE_MS = 800; // after the last keystroke
const SLOWEST_MS = 60_000;

if (form) keep(form.elements.text, form.elements.mention_id.value, form.querySelector(".draft-line"));

function keep(box, mention, line) {
  const status = line.querySelector("#draft-status");
  const panel = document.querySelector("#newer");
  const name = `draft:/cases/${line.dataset.case}:${mention}`;
  const local = JSON.parse(store.getItem(name) ?? "null");
  let known = Number(form.elements.after.value); // the server's edition, as far as this page knows
  let edition = Math.max(known, local?.edition ?? 0);
  let kept = "same" in line.dataset || !box.value.trim() ? box.value : null; // what the server has
  let newer = null; // what another window kept meanwhile
  let sending = false;
  let failures = 0;
  let timer;

  const say = (words) => {
    status.textContent = line.dataset[words] ?? "";
  };
  const remember = () => store.setItem(name, JSON.stringify({ text: box.value, edition, kept: box.value === kept }));

  function later(wait = PAUSE_MS) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save(keepalive = false) {
    clearTimeout(timer);
    if (newer || box.value === kept || (sending && !keepalive)) return;
    const text = box.value;
    edition += 1;
    remember();
    sending = true;
    let answer;
    try {
      answer = await fetch(line.dataset.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf.value },
        body: JSON.stringify({ mention_id: mention, text, window: tab(), after: String(known), edition: String(edition) }),
        keepalive,
      });
    } catch {
      answer = null;
    }
    sending = false;
    if (answer?.ok) return stored(await answer.json(), text);
    if (answer?.status === 409) return compare((await answer.json()).kept);
    if (answer && answer.status < 500) return say("refused");
    failures += 1;
    say("waiting");
    later(Math.min(1000 * 2 ** failures, SLOWEST_MS));
  }

  function stored(answer, text) {
    failures = 0;
    known = Math.max(known, answer.edition);
    edition = Math.max(edition, known);
    kept = text;
    form.elements.after.value = known;
    remember();
    clean();
    if (box.value !== text) return later();
    say(text.trim() ? "kept" : "gone");
  }

  // Two windows of one person: neither text is lost, and nobody decides but the person.
  function compare(other) {
    if (!other || other.text === box.value) return stored(other ?? { edition }, box.value);
    newer = other;
    say("");
    panel.querySelector("[data-newer]").textContent = other.text;
    panel.querySelector(".choices").hidden = false;
    panel.hidden = false;
  }

  function decide(takesOther) {
    known = newer.edition;
    edition = Math.max(edition, known);
    kept = newer.text;
    if (takesOther) box.value = newer.text;
    newer = null;
    panel.hidden = true;
    box.focus();
    changed();
    save();
  }

  // The address must not bring back on reload what was taken over into the box once.
  function clean() {
    const url = new URL(location.href);
    if (!url.searchParams.has("use") && !url.searchParams.has("draft")) return;
    url.searchParams.delete("use");
    url.searchParams.delete("draft");
    url.searchParams.set("answer", mention);
    history.replaceState(null, "", url);
  }

  const changed = () => box.dispatchEvent(new Event("input", { bubbles: true }));
  const shown = document.querySelector("[data-preview]");
  const discard = line.querySelector("[data-discard]");

  box.addEventListener("input", () => {
    shown.textContent = box.value.trim();
    discard.hidden = !box.value;
    if (box.value === kept) return;
    remember();
    say("keeping");
    later();
  });
  line.querySelector("[data-keep]").addEventListener("click", (event) => {
    event.preventDefault();
    if (box.value === kept) return say("kept");
    save();
  });
  discard.addEventListener("click", (event) => {
    event.preventDefault();
    box.value = "";
    changed();
    save();
    box.focus();
  });
  panel.querySelector("[data-keep-mine]").addEventListener("click", () => decide(false));
  panel.querySelector("[data-take-newer]").addEventListener("click", () => decide(true));
  addEventListener("online", () => save());
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save(true));

  if (local && !local.kept && local.text !== box.value) {
    const server = { text: box.value, edition: known };
    box.value = local.text;
    changed();
    if (known > local.edition && server.text) compare(server);
  } else if (box.value !== kept) later(0);
}

// This tab's name, which it keeps from page to page.
function tab() {
  let id = store.getItem("tab");
  if (!id) {
    id = crypto.randomUUID().replaceAll("-", "");
    store.setItem("tab", id);
  }
  return id;
}
