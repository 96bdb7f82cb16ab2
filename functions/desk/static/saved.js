// Saved replies: a slash opens the list, words narrow it, Enter inserts.

const one = (selector) => document.querySelector(selector);
const dialog = one("#saved-list");
const box = one("#composer textarea");
const SHOWN = 30;

if (dialog && box) offer(one("#saved-search"), one("#saved-options"), one("#saved-status"));

function offer(search, list, status) {
  let all = null;
  let found = [];
  let chosen = 0;
  let caret = [0, 0]; // where the list was opened: the box forgets it

  async function load() {
    if (all) return all;
    const answer = await fetch(dialog.dataset.address);
    if (!answer.ok) throw new Error("not now");
    const { fit, others } = await answer.json();
    all = [...fit, ...others];
    return all;
  }

  async function open() {
    caret = [box.selectionStart, box.selectionEnd];
    search.value = "";
    dialog.showModal();
    try {
      await load();
      show();
    } catch {
      status.textContent = dialog.dataset.unreachable;
    }
  }

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const says = (reply) => `${reply.title} ${reply.text}`.toLowerCase();
    found = (all ?? []).filter((reply) => words.every((word) => says(reply).includes(word))).slice(0, SHOWN);
    list.replaceChildren(...found.map(option));
    status.textContent = found.length ? "" : dialog.dataset.nothing;
    choose(0);
  }

  function option(reply, place) {
    const title = Object.assign(document.createElement("strong"), { textContent: reply.title, dir: "auto" });
    const text = Object.assign(document.createElement("span"), { textContent: reply.text, dir: "auto" });
    const item = Object.assign(document.createElement("li"), { id: `saved-${place}`, role: "option" });
    item.append(title, text);
    item.addEventListener("click", () => take(reply.text));
    return item;
  }

  function choose(place) {
    chosen = Math.min(Math.max(place, 0), found.length - 1);
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    if (found.length) search.setAttribute("aria-activedescendant", `saved-${chosen}`);
    else search.removeAttribute("aria-activedescendant");
  }

  function take(text) {
    dialog.close();
    box.setSelectionRange(...caret);
    insert(text);
  }

  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => found[chosen] && take(found[chosen].text),
      "/": search.value ? null : () => take("/"),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/(^|\s)$/.test(box.value.slice(0, box.selectionStart))) return;
    event.preventDefault();
    open();
  });
  one("[data-insert]").addEventListener("click", async (event) => {
    event.preventDefault();
    const select = one("#saved");
    if (!select.value) return select.focus();
    try {
      const reply = (await load()).find((one) => one.saved_id === select.value);
      if (reply) insert(reply.text);
    } catch {
      select.form.requestSubmit(event.target); // as without this file
    }
  });
}

function insert(text) {
  const before = box.value.slice(0, box.selectionStart);
  const gap = before && !/\s$/.test(before) ? "\n\n" : "";
  box.setRangeText(gap + text, box.selectionStart, box.selectionEnd, "end");
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new CustomEvent("written"));
}
