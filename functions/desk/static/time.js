// Times: counted on, in the reader's own zone; UTC stands in the title.

import { all, busy, fill, language, one, says } from "./page.js";

const MINUTE = 60_000;
const days = new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" });
const hour = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const whole = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

function span(length) {
  const minutes = Math.floor(length / MINUTE);
  if (minutes < 60) return fill(says.minutes, { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return fill(minutes % 60 ? says.hoursMinutes : says.hours, { hours, minutes: minutes % 60 });
  return days.format(Math.floor(hours / 24));
}

function tell(time) {
  const moment = Date.parse(time.dateTime);
  const ahead = moment - Date.now();
  if (!time.dataset.utc) {
    time.dataset.utc = time.title;
    time.title = `${whole.format(moment)} · ${time.title}`;
  }
  if ("clock" in time.dataset) time.textContent = hour.format(moment);
  else if ("due" in time.dataset) {
    time.textContent = fill(ahead > 0 ? says.due : says.overdue, { span: span(Math.abs(ahead)) });
    time.classList.toggle("late", ahead <= 0);
    time.classList.toggle("soon", ahead > 0 && ahead < 15 * MINUTE);
    time.closest(".row")?.classList.toggle("late", ahead <= 0);
  } else if (Math.abs(ahead) < MINUTE) time.textContent = says.now;
  else time.textContent = fill(ahead > 0 ? says.ahead : says.ago, { span: span(Math.abs(ahead)) });
}

export const tellTimes = (within = document) => all("time[datetime][title]", within).forEach(tell);

// ------------------------------------------------------------------ a reply on its way
function lookAgain() {
  if (!busy()) location.replace(location.pathname);
}

function countDown(timer) {
  const left = Math.ceil((Date.parse(timer.dataset.until) - Date.now()) / 1000);
  timer.textContent = left > 0 ? fill(says.seconds, { seconds: left }) : says.now;
  setTimeout(left > 0 ? () => countDown(timer) : lookAgain, left > 0 ? 250 : 1200);
}

if (says.now) {
  tellTimes();
  setInterval(tellTimes, 15_000);
}
const timer = one("[data-until]");
const pending = one("[data-look-again]");
if (timer) countDown(timer);
else if (pending) setTimeout(lookAgain, pending.dataset.lookAgain * 1000);
